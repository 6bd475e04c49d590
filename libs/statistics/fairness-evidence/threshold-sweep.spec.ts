import { seededRandom } from '../random';
import { thresholdSweep } from './threshold-sweep';

describe('thresholdSweep', () => {
  it('FE-8 gives at every edge what counting the rows gives (seed 1)', () => {
    const random = seededRandom(1);
    const edges = Array.from({ length: 20 }, (_, bin) => bin / 20);
    const rows = Array.from({ length: 500 }, () => ({
      group: random.next() < 0.3 ? 'a' : 'b',
      bin: Math.floor(random.next() * 20),
      label: [true, false, null][Math.floor(random.next() * 3)],
    }));
    const histogram = (group: string, label: boolean | null): number[] =>
      edges.map(
        (_, bin) =>
          rows.filter((row) => row.group === group && row.label === label && row.bin === bin).length,
      );
    const sweep = thresholdSweep(
      edges,
      ['a', 'b'].map((group) => ({
        group: [group],
        positives: histogram(group, true),
        negatives: histogram(group, false),
        unlabelled: histogram(group, null),
      })),
    );
    edges.forEach((edge, bin) => {
      const rates = ['a', 'b'].map((name, place) => {
        const own = rows.filter(({ group }) => group === name);
        const chosen = own.filter((row) => edges[row.bin]! >= edge);
        const share = (label: boolean): number =>
          chosen.filter((row) => row.label === label).length /
          own.filter((row) => row.label === label).length;
        expect(sweep.groups[place]).toMatchObject({ n: own.length });
        expect(sweep.groups[place]!.selected[bin]).toBe(chosen.length);
        expect(sweep.groups[place]!.tpr[bin]).toBeCloseTo(share(true), 14);
        expect(sweep.groups[place]!.fpr[bin]).toBeCloseTo(share(false), 14);
        return chosen.length / own.length;
      });
      expect(sweep.impactRatio[bin]).toBeCloseTo(Math.min(...rates) / Math.max(...rates), 14);
    });
  });

  it('has no rate without a denominator and no ratio where nobody is selected', () => {
    const sweep = thresholdSweep(
      [0, 0.5],
      [
        { group: ['a'], positives: [1, 0], negatives: [0, 0] },
        { group: ['b'], positives: [0, 0], negatives: [2, 0] },
      ],
    );
    expect(sweep.groups[0]!.fpr).toEqual([null, null]);
    expect(sweep.groups[1]!.tpr).toEqual([null, null]);
    expect(sweep.impactRatio).toEqual([1, null]);
    expect(thresholdSweep([0], [{ group: ['a'], positives: [1], negatives: [1] }]).impactRatio).toEqual([
      null,
    ]);
    expect(thresholdSweep([], [])).toEqual({ thresholds: [], groups: [], impactRatio: [] });
  });

  it('refuses edges that do not rise, and histograms of other bins', () => {
    expect(() => thresholdSweep([1, 1], [])).toThrow(RangeError);
    expect(() => thresholdSweep([0], [{ group: ['a'], positives: [1, 2], negatives: [1] }])).toThrow(
      RangeError,
    );
    expect(() => thresholdSweep([0], [{ group: ['a'], positives: [-1], negatives: [1] }])).toThrow(
      RangeError,
    );
  });
});
