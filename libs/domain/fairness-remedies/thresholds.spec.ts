import * as fc from 'fast-check';
import { type OutcomeCounts } from '@countersign/statistics/fairness';
import { wilsonInterval } from '@countersign/statistics/inference';
import { countAudit, sectionTails } from '../fairness';
import { exampleRows, exampleSection } from '../fairness/example-audit';
import { errorCost } from './error-cost';
import { exampleEvidence } from './remedies-example';
import { costsAt, thresholdOptions } from './threshold-costs';
import { sweptCriteria, thresholdJudge } from './threshold-judge';

const costs = { falsePositive: 2, falseNegative: 5 };
const options = { costs, confidenceLevel: 0.95 };
const cells = ([tp, fp, fn, tn]: readonly [number, number, number, number]): OutcomeCounts => ({
  ...{ tp, fp, fn, tn },
  ...{ unlabelledPositive: 0, unlabelledNegative: 0 },
});

describe('errorCost', () => {
  it('FY-5 is the mean cost of errors, by hand', () => {
    const found = errorCost(cells([40, 10, 20, 30]), costs);
    expect(found).toMatchObject({ status: 'ok', n: 100, value: (10 * 2 + 20 * 5) / 100 });
  });

  it('FY-5 has Wilson’s interval where one kind of error costs nothing', () => {
    const { lower, upper } = wilsonInterval(20, 100);
    const found = errorCost(cells([40, 10, 20, 30]), { falsePositive: 0, falseNegative: 1 });
    expect(found.status === 'ok' && [found.interval!.lower, found.interval!.upper]).toEqual([
      expect.closeTo(lower, 12),
      expect.closeTo(upper, 12),
    ]);
  });

  it('FY-5 keeps the interval between no error and the dearest, value included (seed 1)', () => {
    const count = fc.integer({ min: 0, max: 300 });
    const cost = fc.integer({ min: 0, max: 50 });
    const property = fc.property(
      count,
      count,
      count,
      cost,
      cost,
      (fp, fn, right, falsePositive, falseNegative) => {
        fc.pre(fp + fn + right > 0);
        const found = errorCost(cells([right, fp, fn, 0]), { falsePositive, falseNegative });
        if (found.status !== 'ok') throw new Error('there are labels');
        const { lower, upper } = found.interval!;
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(found.value + 1e-12);
        expect(upper).toBeGreaterThanOrEqual(found.value - 1e-12);
        expect(upper).toBeLessThanOrEqual(Math.max(falsePositive, falseNegative));
      },
    );
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  it('FY-5 holds the truth about as often as it says (seed 1)', () => {
    let state = 1;
    const next = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
    const truth = 0.15 * 2 + 0.1 * 5;
    let held = 0;
    for (let turn = 0; turn < 2000; turn += 1) {
      let [fp, fn] = [0, 0];
      for (let row = 0; row < 120; row += 1) {
        const drawn = next();
        if (drawn < 0.15) fp += 1;
        else if (drawn < 0.25) fn += 1;
      }
      const found = errorCost(cells([120 - fp - fn, fp, fn, 0]), costs);
      if (found.status === 'ok' && found.interval!.lower <= truth && truth <= found.interval!.upper)
        held += 1;
    }
    expect(held / 2000).toBeGreaterThan(0.93);
    expect(held / 2000).toBeLessThan(0.975);
  });

  it('FY-5 has none without labels, and refuses costs below 0', () => {
    expect(errorCost(cells([0, 0, 0, 0]), costs)).toMatchObject({
      status: 'not_computable',
      reason: 'no_labels',
    });
    expect(() => errorCost(cells([1, 1, 1, 1]), { falsePositive: -1, falseNegative: 1 })).toThrow(RangeError);
    expect(() => errorCost(cells([1, 1, 1, 1]), { falsePositive: NaN, falseNegative: 1 })).toThrow(
      RangeError,
    );
  });
});

describe('one threshold for everybody', () => {
  const all = exampleEvidence(1500);
  const evidence = { ...all, counts: { ...all.counts, sections: all.counts.sections.slice(0, 2) } };
  const [section] = evidence.counts.sections;
  const tails = sectionTails(section!)!;
  const judged = Array.from({ length: 100 }, (_, bin) => thresholdJudge(evidence)!(bin));

  it('FY-6 gives the counts of the audit again at the threshold that it was made with', () => {
    const rows = exampleRows(2000).filter(({ score }) => score !== null);
    const made = rows.map((row) => ({ ...row, predicted: row.score! >= 0.5 }));
    const plan = { attributes: ['sex', 'region', 'age'], sections: [[0]], scores: { median: 0.5 } };
    const [audited] = countAudit(made, plan).sections;
    const at = costsAt(sectionTails(audited!)!, 50, options);
    expect(at.groups.map(({ group, counts }) => ({ group, counts }))).toEqual(
      audited!.groups.map(({ group, counts }) => ({ group, counts })),
    );
    expect(at.all.total).toBe(at.groups.reduce((sum, { total }) => sum + total, 0));
  });

  it('FY-6 judges every bin edge by every criterion everywhere', () => {
    // Nobody is left out: all have the favourable prediction.
    expect(judged[0]).toMatchObject({ bin: 0, threshold: 0, verdict: 'PASS', unmet: [] });
    for (const { verdict, unmet } of judged) {
      expect(verdict === 'PASS').toBe(unmet.length === 0);
      expect(verdict === 'FAIL').toBe(unmet.some((each) => each.verdict === 'FAIL'));
    }
    expect(judged.some(({ verdict }) => verdict === 'FAIL')).toBe(true);
    const failing = judged.find(({ verdict }) => verdict === 'FAIL')!;
    expect(failing.unmet[0]!.attributes.length).toBeGreaterThan(0);
  });

  it('FY-6 lists those that meet all criteria, the cheapest first', () => {
    const found = thresholdOptions(judged, tails, options);
    expect(found.map(({ bin }) => bin).sort((a, b) => a - b)).toEqual(
      judged.filter(({ verdict }) => verdict === 'PASS').map(({ bin }) => bin),
    );
    const totals = found.map(({ all }) => all.total);
    expect(totals).toEqual([...totals].sort((a, b) => a - b));
    expect(found[0]!.all.mean.n).toBe(
      found[0]!.all.counts.tp + found[0]!.all.counts.fp + found[0]!.all.counts.fn + found[0]!.all.counts.tn,
    );
  });

  it('FY-6 leaves out criteria that need strata, and knows nothing without histograms', () => {
    const criteria = ['conditional_demographic_disparity', 'impact_ratio'] as const;
    expect(sweptCriteria({ criteria })).toEqual(['impact_ratio']);
    const { policy } = evidence;
    expect(thresholdJudge({ policy, counts: exampleSection('g', { a: [1, 1, 1, 1] }) })).toBeNull();
    expect(thresholdJudge({ ...evidence, policy: { ...policy, criteria: [criteria[0]] } })).toBeNull();
  });
});
