import { type ReasonCode } from '@countersign/statistics/inference';
import {
  type AuditRow,
  auditSections,
  countAudit,
  defaultPolicy,
  deriveAudit,
  type FairnessPolicy,
  fairnessEvidence,
  verifyFairnessEvidence,
} from './index';
import { auditMethods } from './audit-policy';

const attributes = ['sex', 'race'];
/** 200 people of each sex; a race of six people whose scores are the wrong way round. */
const rows: AuditRow[] = Array.from({ length: 400 }, (_, at) => {
  const isRare = at < 6;
  const actual = at % 3 === 0;
  const score = isRare ? (actual ? 0.05 : 0.95) : ((at * 37) % 50) / 100 + (actual ? 0.4 : 0.1);
  return {
    groups: [at % 2 === 0 ? 'f' : 'm', isRare ? 'rare' : at % 4 < 2 ? 'one' : 'two'],
    ...{ predicted: score >= 0.5, actual, score },
  };
});
const counts = countAudit(rows, {
  ...{ attributes, sections: auditSections(2, true), scores: { median: 0.5 } },
});
const lawPack = { id: 'nyc-ll144', version: 1, leaveOutSmall: false, day: null } as const;
const policyOf = (rest: Partial<FairnessPolicy> = {}): FairnessPolicy => ({
  ...defaultPolicy(attributes, { prediction: 'positive', meaning: 'hired' }),
  ...rest,
});
const scoresOf = (rest: Partial<FairnessPolicy>, at = 1) =>
  deriveAudit(policyOf(rest), counts).sections[at]!.scores!;
const inferred = policyOf({
  lawPacks: [lawPack],
  attributes: [
    { name: 'sex', origin: 'self_reported', legalBasis: '', reference: null },
    { name: 'race', origin: 'inferred', legalBasis: '', reference: null },
  ],
});

describe('the second method of audits', () => {
  it('FA-32 leaves groups below the minimum out of the gap in areas', () => {
    const { aucGap, aucBetween, groups } = scoresOf({});
    expect(groups.find(({ group }) => group[0] === 'rare')!.auc.value).toBe(0);
    expect(aucBetween.flat().sort()).toEqual(['one', 'two']);
    expect(aucGap.value).toBeLessThan(0.1);
    expect(scoresOf({ method: 1 })).toMatchObject({
      aucBetween: expect.arrayContaining([['rare']]) as string[][],
    });
    expect(scoresOf({ method: 1 }).aucGap.value).toBeGreaterThan(0.9);
  });

  it('FA-32 asks for as many scored positives and negatives as the policy', () => {
    const minimums = { ...policyOf().minimums, positives: 66 };
    const gap = (positives: number) => scoresOf({ minimums: { ...minimums, positives } }).aucGap;
    const fewest = Math.min(
      ...scoresOf({})
        .groups.filter(({ group }) => group[0] !== 'rare')
        .map(({ calibration }) => calibration.reduce((sum, { observed }) => sum + observed.numerator!, 0)),
    );
    expect(gap(fewest)).toMatchObject({ status: 'ok' });
    expect(gap(fewest + 1)).toMatchObject({ value: null, reason: 'below_minimum_n' });
  });

  it('FA-32 leaves groups below the minimum out of the ratio of the sweep, and shows their shares', () => {
    const { impactRatio, sweep, thresholds } = scoresOf({});
    thresholds.forEach((_, at) => {
      const rates = sweep
        .filter(({ group }) => group[0] !== 'rare')
        .map(({ selectionRate }) => selectionRate[at]!);
      const most = Math.max(...rates);
      expect(impactRatio[at]).toBe(most === 0 ? null : Math.min(...rates) / most);
    });
    expect(scoresOf({ method: 1 }).impactRatio).not.toEqual(impactRatio);
    expect(scoresOf({ method: 1 }).sweep).toEqual(sweep);
  });

  it('FA-32 makes intervals of areas, calibration and law packs at the level of the policy', () => {
    const levelsOf = (rest: Partial<FairnessPolicy>) => {
      const { sections, law } = deriveAudit(policyOf({ alpha: 0.1, lawPacks: [lawPack], ...rest }), counts);
      const { groups } = sections[0]!.scores!;
      const estimates = [
        ...groups.flatMap(({ auc, calibration }) => [auc, ...calibration.map(({ observed }) => observed)]),
        ...law[0]!.tables.flatMap((table) =>
          table.rows.flatMap(({ rate, impactRatio }) => [rate, impactRatio]),
        ),
      ];
      return new Set(
        estimates.flatMap((each) => ('interval' in each ? [each.interval!.confidenceLevel] : [])),
      );
    };
    expect([...levelsOf({})]).toEqual([0.9]);
    expect([...levelsOf({ method: 1 })]).toEqual([0.95]);
    const width = (alpha: number) => {
      const { auc } = scoresOf({ alpha }, 0).groups[0]!;
      return auc.status === 'ok' ? auc.interval!.upper - auc.interval!.lower : NaN;
    };
    expect(width(0.01)).toBeGreaterThan(width(0.05));
    expect(width(0.05)).toBeGreaterThan(width(0.2));
  });

  it('FA-33 computes nothing of inferred categories under a pack that takes none', () => {
    const [law] = deriveAudit(inferred, counts).law;
    expect(
      law!.tables.map(({ attributes: by, withheld, rows: shown, n }) => [by, withheld, shown.length > 0, n]),
    ).toEqual([
      [['sex'], undefined, true, 400],
      [['race'], 'inferred_categories', false, 400],
      [['sex', 'race'], 'inferred_categories', false, 400],
    ]);
    expect(JSON.stringify(law!.tables.slice(1))).not.toMatch(/impactRatio|"rate":\{/);
    const about = law!.findings.filter(({ attributes: by }) => by.includes('race'));
    expect(about.map(({ code }) => code)).toEqual(['inferred_categories']);
    expect(about[0]!.statement).toContain('no rate and no ratio of them is computed');
  });

  it('FA-33 says so by the name of a reason, and withholds nothing from a pack that allows inferred categories', () => {
    const reason: ReasonCode = 'inferred_categories';
    const eeoc = { ...lawPack, id: 'eeoc-four-fifths' } as const;
    const { law } = deriveAudit({ ...inferred, lawPacks: [lawPack, eeoc] }, counts);
    expect(law.map(({ tables }) => tables[1]!.withheld)).toEqual([reason, undefined]);
    expect(law[1]!.tables[1]!.rows.some(({ impactRatio }) => impactRatio.value !== null)).toBe(true);
  });

  it('FA-35 F-18 passes a ratio of exactly the reciprocal of its limit from the third method on, and none above', () => {
    const people = (group: string, n: number, favoured: number): AuditRow[] =>
      Array.from({ length: n }, (_, at) => ({ groups: [group], predicted: at < favoured, actual: null }));
    const verdictOf = (method: number, [high, low]: readonly [number, number]) => {
      const policy = {
        ...defaultPolicy(['g'], { prediction: 'positive', meaning: 'hired' } as const),
        ...{ method, denominator: 'min' as const, criteria: ['impact_ratio'] as const },
      };
      const rows = [...people('a', 400, low), ...people('b', 400, high)];
      const counted = countAudit(rows, { attributes: ['g'], sections: auditSections(1, false) });
      const limits = { impact_ratio: { minimumRatio: 0.65 } };
      return deriveAudit({ ...policy, limits }, counted).verdict;
    };
    // 20 / 13 is the reciprocal of 0.65, and 1 / 0.65 rounds below it.
    expect([2, 3].map((method) => verdictOf(method, [200, 130]))).toEqual(['FAIL', 'PASS']);
    expect([2, 3].map((method) => verdictOf(method, [201, 130]))).toEqual(['FAIL', 'FAIL']);
  });

  it('FA-35 computes the first method again as it was', () => {
    expect(auditMethods).toEqual([1, 2, 3]);
    const [law] = deriveAudit({ ...inferred, method: 1 }, counts).law;
    expect(law!.tables.every(({ withheld, rows: shown }) => withheld === undefined && shown.length > 0)).toBe(
      true,
    );
    expect(law!.findings.some(({ code }) => code === 'inferred_categories')).toBe(true);
    const evidence = (method: number) =>
      fairnessEvidence({
        subject: {
          ...{ artifactDigest: null, populationDigest: 'a'.repeat(64), source: 'file', window: null },
          medianScore: 0.5,
          columns: { prediction: 'p', label: 'y', score: 's', stratum: null, positive: '1' },
        },
        policy: { ...inferred, method },
        counts,
      });
    for (const method of auditMethods) {
      const { valid, checks } = verifyFairnessEvidence(evidence(method));
      expect(valid).toBe(true);
      expect(checks.find(({ name }) => name === 'method')!.detail).toBe(`method ${method}`);
    }
    const mixed = { ...evidence(1), policy: { ...inferred, method: 2 } };
    expect(verifyFairnessEvidence(mixed)).toMatchObject({ valid: false });
  });

  it('FA-35 refuses a method of the future', () => {
    expect(() => deriveAudit(policyOf({ method: 4 }), counts)).toThrow('method 4 is not known');
  });
});
