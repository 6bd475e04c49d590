import { seededRandom } from '../random';
import { domainClassifier } from './domain-classifier';

const normal = (n: number, shift: number, seed: number) => {
  const random = seededRandom(seed);
  return [
    { values: Float64Array.from({ length: n }, () => random.gaussian() + shift) },
    {
      codes: Int32Array.from({ length: n }, () => Math.floor(random.next() * 3)),
      categories: ['a', 'b', 'c'],
    },
  ];
};

describe('domainClassifier', () => {
  it('E-11 tells shifted rows apart and the same rows not (seeds 1, 2)', () => {
    const shifted = domainClassifier(normal(300, 0, 1), normal(300, 2, 2), { seed: 4 });
    expect(shifted.alert).toBe(true);
    expect(shifted.auc.status === 'ok' && shifted.auc.interval!.lower).toBeGreaterThan(0.8);
    const alike = domainClassifier(normal(1500, 0, 1), normal(1500, 0, 2), { seed: 4 });
    expect(alike.alert).toBe(false);
  });

  it('E-11 deals rows to folds by the seed', () => {
    const sides = [normal(60, 0, 1), normal(60, 0.3, 2)] as const;
    const [first, again, other] = [1, 1, 2].map((seed) =>
      JSON.stringify(domainClassifier(...sides, { seed })),
    );
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('E-11 finds categories that only one side has', () => {
    const side = (code: number) => [{ codes: new Int32Array(80).fill(code), categories: ['x', 'y'] }];
    expect(domainClassifier(side(0), side(1)).auc).toMatchObject({ value: 1, method: 'domain_classifier' });
  });

  it('E-19 tells sides apart by which texts are missing', () => {
    const side = (gap: number) => [
      { codes: Int32Array.from({ length: 80 }, (_, row) => (row % gap === 0 ? -1 : 0)), categories: ['x'] },
    ];
    expect(domainClassifier(side(1), side(100)).auc.value).toBeGreaterThan(0.95);
  });

  it('E-12 samples a long side by stride', () => {
    const { n } = domainClassifier(normal(500, 0, 1), normal(40, 0, 2), { rowLimit: 50 });
    expect(n).toEqual({ reference: 50, current: 40 });
  });

  it('has a reason with fewer rows than folds', () => {
    const few = domainClassifier(normal(4, 0, 1), normal(40, 0, 2));
    expect(few).toMatchObject({ alert: null, auc: { status: 'not_computable', reason: 'too_few_rows' } });
  });
});
