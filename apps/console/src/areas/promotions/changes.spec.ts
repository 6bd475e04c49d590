import { changesByPart, type Change, type ChangePart } from './changes';

const change = (part: ChangePart, name: string): Change => ({
  ...{ __typename: 'PromotionChange', part, name, before: 'a', after: 'b', differs: true },
  ...{ estimateBefore: null, estimateAfter: null },
});

describe('changesByPart', () => {
  it('puts what was measured first, keeps the order within a part, and loses no line', () => {
    const changes = [
      change('ARTIFACT', ''),
      change('SCHEMA', 'b'),
      change('GATE', 'Drift'),
      change('SCHEMA', 'a'),
    ];
    const parts = changesByPart(changes);
    expect(parts.map(([part, lines]) => [part, lines.map(({ name }) => name)])).toEqual([
      ['GATE', ['Drift']],
      ['SCHEMA', ['b', 'a']],
      ['ARTIFACT', ['']],
    ]);
  });

  it('has a place for every part', () => {
    const parts: Record<ChangePart, true> = {
      ...{ ARTIFACT: true, DESCRIPTION: true, TRAINING_DATA: true, BASELINE: true },
      ...{ SCHEMA: true, REPORTED_METRIC: true, GATE: true },
    };
    const all = (Object.keys(parts) as ChangePart[]).map((part) => change(part, part));
    expect(changesByPart(all)).toHaveLength(all.length);
  });
});
