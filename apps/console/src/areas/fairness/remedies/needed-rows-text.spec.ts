import type { GroupNeed, NeededRows } from '@countersign/domain/fairness-remedies';
import { neededSentences } from './needed-rows-text';

const group = (part: Partial<GroupNeed>): GroupNeed => ({
  ...{ group: ['b'], n: 12, people: 24, forVerdict: 0, power: 0.9, forGap: 0, morePeople: 0 },
  isReference: false,
  ...part,
});
const needed = (...groups: GroupNeed[]): NeededRows => ({
  ...{ without: [], alpha: 0.05, power: 0.8 },
  needs: (['equal_opportunity', 'fpr_parity'] as const).map((criterion, at) => ({
    criterion,
    rate: at === 0 ? 'tpr' : 'fpr',
    denominator: at === 0 ? 'positives' : 'negatives',
    ...{ gap: 0.2, reference: ['a'] },
    groups: at === 0 ? groups : groups.map((each) => ({ ...each, morePeople: 3 })),
  })),
});

describe('rows to collect, in words', () => {
  it('FY-10 name for each group the most people that any of its rates takes', () => {
    expect(neededSentences(needed(group({ forGap: 40, morePeople: 80 })))).toEqual([
      'b: 80 more people, beside the 24 there are, would have all the rows that it lacks.',
    ]);
  });

  it('FY-10 say where no number of rows suffices, and where nobody is there', () => {
    const [hopeless] = neededSentences(needed(group({ forGap: null, morePeople: 0 })));
    expect(hopeless).toContain('No number of its own rows suffices');
    const [nobody] = neededSentences(needed(group({ n: 0, power: 0, forGap: 30, morePeople: null })));
    expect(nobody).toContain('Nobody of it counts for Equal opportunity (true positive rate) yet');
  });

  it('FY-10 are silent of groups that have enough', () => {
    const enough = needed(group({}), group({ group: ['a'], isReference: true, power: null, forGap: null }));
    const none = { ...enough, needs: enough.needs.slice(0, 1) };
    expect(neededSentences(none)).toEqual([]);
  });
});
