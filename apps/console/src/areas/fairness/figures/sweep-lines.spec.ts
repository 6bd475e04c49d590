import { scoreEdges, sectionTails } from '@countersign/domain/fairness';
import { exampleEvidence } from '../../../testing/fairness-evidence';
import { figureSubject } from './audit-evidence';
import { ratesOf } from './shown-rate';
import { drawnLines, mostLines, spreadAt, sweepLines, type SweepLine } from './sweep-lines';

const evidence = exampleEvidence();
const subject = figureSubject(evidence, ['sex'])!;
const tails = sectionTails(subject.counts)!;
const parts = { results: subject.results, policy: evidence.policy };

describe('sweepLines', () => {
  it('FX-3 hold at the threshold of the model the rates that the audit has', () => {
    for (const rate of ratesOf(subject.results.groups)) {
      const lines = sweepLines(tails, rate, parts);
      const bin = scoreEdges.indexOf(0.5);
      expect(lines.map(({ name, n, values }) => [name, n, values[bin]])).toEqual(
        subject.results.groups.map(({ group, n, metrics }) => [group[0], n, metrics[rate].value]),
      );
    }
  });

  it('mark a group that is too small, and name the extremes of those that are not', () => {
    const crossed = figureSubject(evidence, ['sex', 'age'])!;
    const lines = sweepLines(sectionTails(crossed.counts)!, 'favourable_rate', {
      ...parts,
      results: crossed.results,
    });
    expect(lines.filter(({ isSmall }) => isSmall).map(({ name }) => name)).toEqual(['f · old']);
    const bin = scoreEdges.indexOf(0.5);
    const spread = spreadAt(lines, bin)!;
    expect(spread.low.name).toBe('f · young');
    expect(spread.high.values[bin]).toBeGreaterThan(spread.low.values[bin]!);
    expect(spreadAt(lines.slice(0, 2), bin)).toBeNull();
  });
});

describe('drawnLines', () => {
  it('FX-3 leaves the smallest groups out of a picture that would hold too many, in their order', () => {
    const line = (n: number): SweepLine => ({ name: `g${n}`, n, isSmall: false, values: [] });
    const many = [3, 50, 9, 8, 7, 6, 5, 4, 2, 60].map(line);
    expect(drawnLines(many).map(({ n }) => n)).toEqual([50, 9, 8, 7, 6, 5, 4, 60]);
    expect(drawnLines(many.slice(0, mostLines))).toHaveLength(mostLines);
  });
});

it('offers without labels only the rates that need none', () => {
  const { results } = figureSubject(exampleEvidence(), ['sex'])!;
  const unknown = {
    status: 'not_computable',
    value: null,
    n: 0,
    method: 'proportion',
    reason: 'no_labels',
  } as const;
  const groups = results.groups.map(({ metrics }) => ({
    metrics: {
      ...metrics,
      tpr: unknown,
      fpr: unknown,
      fnr: unknown,
      ppv: unknown,
      for: unknown,
      accuracy: unknown,
    },
  }));
  expect(ratesOf(groups)).toEqual(['favourable_rate', 'selection_rate']);
});
