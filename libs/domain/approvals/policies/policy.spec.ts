import { builtInPolicy, judgesFairnessAlike, type Policy } from '../index';

const withGates = (change: (gate: Policy['gates'][number]) => Policy['gates'][number] | null): Policy => ({
  ...builtInPolicy,
  gates: builtInPolicy.gates.flatMap((gate) => change(gate) ?? []),
});

describe('whether two policies judge fairness alike', () => {
  it('FS-23 looks at the criteria, the smallest group and what is compared of the fairness gates alone', () => {
    const renamed = withGates((gate) => ({ ...gate, id: `other ${gate.id}`, title: 'Another title' }));
    const elsewhere = withGates((gate) => (gate.kind === 'drift' ? { ...gate, alert: 0.1 } : gate));
    expect(judgesFairnessAlike(builtInPolicy, { ...renamed, version: 9, approvalTtlDays: 1 })).toBe(true);
    expect(judgesFairnessAlike(builtInPolicy, elsewhere)).toBe(true);
    // What says nothing compares points.
    const pointed = withGates((gate) => (gate.kind === 'fairness' ? { ...gate, use: 'point' } : gate));
    expect(judgesFairnessAlike(builtInPolicy, pointed)).toBe(true);
  });

  it.each<[string, Policy | null]>([
    [
      'another group size',
      withGates((gate) => (gate.kind === 'fairness' ? { ...gate, minimumGroupSize: 31 } : gate)),
    ],
    [
      'whole intervals',
      withGates((gate) => (gate.kind === 'fairness' ? { ...gate, use: 'interval' } : gate)),
    ],
    ['fewer criteria', withGates((gate) => (gate.kind === 'fairness' ? { ...gate, criteria: [] } : gate))],
    ['no fairness gate', withGates((gate) => (gate.kind === 'fairness' ? null : gate))],
    ['no policy', null],
  ])('FS-23 tells %s apart', (_name, other) => {
    expect(judgesFairnessAlike(builtInPolicy, other)).toBe(false);
    expect(judgesFairnessAlike(other, builtInPolicy)).toBe(false);
    expect(judgesFairnessAlike(other, other)).toBe(true);
  });
});
