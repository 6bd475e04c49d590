import { type BinnedFeature, bundledCodes } from './feature-bundles';
import { binCodes, featureBins } from './feature-bins';

const binned = (values: number[], isCategorical: boolean): BinnedFeature => {
  const column = Float64Array.from(values);
  const bins = featureBins(column, isCategorical);
  return { column, bins, codes: binCodes(bins, column) };
};
const rows = 200;
const made = (value: (row: number) => number): number[] =>
  Array.from({ length: rows }, (_, row) => value(row));

describe('bundledCodes', () => {
  it('leave features that never differ from zero together as they are', () => {
    const features = [
      binned(
        made((row) => (row % 4 === 0 ? 1 : 0)),
        false,
      ),
      binned(
        made((row) => (row % 4 === 1 ? 1 : 0)),
        false,
      ),
    ];
    expect(bundledCodes(features)).toEqual(features.map(({ codes }) => codes));
  });

  it('leave features that clash as they are, since room is made for both', () => {
    const features = [1, 2].map((value) =>
      binned(
        made((row) => (row % 4 === 0 ? value : 0)),
        false,
      ),
    );
    expect(bundledCodes(features)).toEqual(features.map(({ codes }) => codes));
  });

  it('keep the last of two values where mostly equal categories are taken for no clash', () => {
    // Most rows hold 1 in the first and 2 in the second feature: sorted, the others stand at opposite ends.
    const features = [
      binned(
        made((row) => (row % 5 === 0 ? 2 : 1)),
        true,
      ),
      binned(
        made((row) => (row % 10 === 0 ? 1 : 2)),
        true,
      ),
    ];
    const [first, second] = bundledCodes(features);
    expect(second).toEqual(features[1]!.codes);
    expect(first![0]).toBe(features[0]!.bins.inferred);
    expect(first![5]).toBe(features[0]!.codes[5]);
    expect(first![5]).not.toBe(features[0]!.bins.inferred);
  });

  it('does nothing for one feature', () => {
    const feature = binned(
      made((row) => row % 3),
      true,
    );
    expect(bundledCodes([feature])).toEqual([feature.codes]);
  });
});
