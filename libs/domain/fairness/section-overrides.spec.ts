import * as fc from 'fast-check';
import { MalformedDocument } from '../json-reading';
import { canonicalJson } from '../audit-log';
import {
  type AuditCounts,
  type AuditRow,
  auditSections,
  type AuditSubject,
  countAudit,
  type CountPlan,
  AuditCounter,
  defaultPolicy,
  deriveAudit,
  fairnessEvidence,
  type FairnessPolicy,
  hidesAnything,
  mergeAuditCounts,
  readAuditCounts,
  suppressed,
  verifyFairnessEvidence,
} from './index';
import { type SectionOverrides } from './override-results';

const truth = fc.constantFrom(true, false, null);
const value = (...names: string[]) => fc.constantFrom(...names, null);
const rows: fc.Arbitrary<AuditRow[]> = fc.array(
  fc.record({
    groups: fc.tuple(value('a', 'b', '__proto__'), value('x', 'y')),
    ...{ predicted: truth, actual: truth, decided: truth },
    stratum: value('north', 'south'),
  }),
  { maxLength: 60 },
);
const plan: CountPlan = {
  attributes: ['g', 'h'],
  sections: auditSections(2, true),
  ...{ hasStrata: true, hasDecisions: true },
};
const decisionsOf = ({ sections }: AuditCounts) =>
  sections.map(({ groups, unknownDecisions }) => [
    ...groups.map(({ decisions }) => decisions),
    unknownDecisions,
  ]);

describe('counting decisions', () => {
  it('FA-23 counts the same bytes in any order and any split of the rows (seed 1)', () => {
    fc.assert(
      fc.property(rows, rows, fc.nat(), (a, b, cut) => {
        const whole = JSON.stringify(countAudit([...a, ...b], plan));
        const [x, y] = [countAudit(b, plan), countAudit(a, plan)];
        expect(JSON.stringify(mergeAuditCounts(x, y))).toBe(whole);
        const turned = [...a, ...b].toReversed();
        const at = cut % (turned.length + 1);
        const rotated = [...turned.slice(at), ...turned.slice(0, at)];
        expect(JSON.stringify(countAudit(rotated, plan))).toBe(whole);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('FA-23 counts the same under other names of the groups (seed 2)', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const rename = (name: string | null) => name && `z${name}`;
        const renamed = some.map((each) => ({ ...each, groups: each.groups.map(rename) }));
        expect(decisionsOf(countAudit(renamed, plan))).toEqual(decisionsOf(countAudit(some, plan)));
      }),
      { seed: 2, numRuns: 50 },
    );
  });

  it('FA-23 adds up to the predictions of every group, and reads back as it was written (seed 3)', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const counts = countAudit(some, plan);
        for (const { groups, unknownPeople, unknownDecisions } of counts.sections)
          for (const [outcomes, decisions] of [
            ...groups.map((group) => [group.counts, group.decisions!] as const),
            [unknownPeople, unknownDecisions!] as const,
          ]) {
            const { upheldPositive, overruledPositive, undecidedPositive } = decisions;
            const positive = outcomes.tp + outcomes.fp + outcomes.unlabelledPositive;
            expect(upheldPositive + overruledPositive + undecidedPositive).toBe(positive);
            const sum = (each: object) =>
              Object.values(each).reduce((total: number, n: number) => total + n, 0);
            expect(sum(decisions)).toBe(sum(outcomes));
          }
        expect(readAuditCounts(JSON.parse(JSON.stringify(counts)))).toEqual(counts);
      }),
      { seed: 3, numRuns: 50 },
    );
  });

  it('FA-23 takes a missing decision for neither, and none of a row without prediction', () => {
    const row = (predicted: boolean | null, decided?: boolean | null) => ({
      ...{ groups: ['a'], predicted, actual: null },
      ...(decided !== undefined && { decided }),
    });
    const some = [
      row(true, true),
      row(true, false),
      row(true, null),
      row(true),
      row(false, true),
      row(null, true),
    ];
    const { sections } = countAudit(some, { attributes: ['g'], sections: [[0]], hasDecisions: true });
    expect(sections[0]!.groups[0]!.decisions).toEqual({
      ...{ upheldPositive: 1, overruledPositive: 1, undecidedPositive: 2 },
      ...{ upheldNegative: 0, overruledNegative: 1, undecidedNegative: 0 },
    });
  });

  it('FA-23 counts cells as the rows they are made of', () => {
    const counter = new AuditCounter(plan);
    const cell = { groups: ['a', null], predicted: true, actual: false, stratum: null };
    const alike = { rows: 3, weight: 3, squares: 3, scored: 0, aboveMedian: 0 };
    counter.addCell({ ...cell, ...alike, decided: false });
    counter.addCell({ ...cell, ...alike, predicted: null, decided: false });
    const row = { ...cell, decided: false };
    const same = [row, row, row, ...Array.from({ length: 3 }, () => ({ ...row, predicted: null }))];
    expect(counter.counts()).toEqual(countAudit(same, plan));
  });

  it('FA-23 has the same bytes as ever where decisions are not counted', () => {
    const some: AuditRow[] = [{ groups: ['a', 'x'], predicted: true, actual: true, decided: false }];
    const counts = countAudit(some, { ...plan, hasDecisions: false });
    expect(JSON.stringify(counts)).not.toMatch(/ecision|overruled/);
    const policy = defaultPolicy(['g', 'h'], { prediction: 'positive', meaning: '' });
    expect(JSON.stringify(deriveAudit(policy, counts))).not.toMatch(/overrides|ecision/);
  });

  it('refuses decisions that are weighted, and parts of which one has none', () => {
    expect(() => new AuditCounter({ ...plan, hasWeights: true })).toThrow(RangeError);
    const without = countAudit([], { ...plan, hasDecisions: false });
    expect(() => mergeAuditCounts(countAudit([], plan), without)).toThrow('with and without decisions');
  });
});

/** So many rows by prediction and decision: upheld, overruled and undecided of the positive, then of the negative. */
type Cells = readonly [number, number, number, number, number, number];
const decided = (group: string | null, cells: Cells): AuditRow[] =>
  cells.flatMap((count, at) => {
    const predicted = at < 3;
    const decision = at % 3 === 2 ? null : (at % 3 === 0) === predicted;
    return Array.from({ length: count }, () => ({
      groups: [group],
      predicted,
      actual: null,
      decided: decision,
    }));
  });
const one: CountPlan = { attributes: ['sex'], sections: [[0]], hasDecisions: true };
const example = countAudit(
  [
    ...decided('f', [30, 20, 5, 45, 5, 5]),
    ...decided('m', [55, 5, 0, 30, 10, 0]),
    ...decided('x', [2, 1, 0, 1, 0, 0]),
    ...decided(null, [3, 1, 2, 0, 0, 4]),
  ],
  one,
);
const policyFor = (prediction: 'negative' | 'positive', changes: Partial<FairnessPolicy> = {}) => ({
  ...defaultPolicy(['sex'], { prediction, meaning: 'the loan is granted' }),
  ...changes,
});
function overridesOf(policy: FairnessPolicy, counts = example): SectionOverrides {
  const { overrides } = deriveAudit(policy, counts).sections[0]!;
  if (overrides === undefined) throw new Error('no overrides');
  return overrides;
}

describe('what people made of the predictions', () => {
  const { groups, ...section } = overridesOf(policyFor('positive'));
  const [f, m, x] = groups as [(typeof groups)[0], (typeof groups)[0], (typeof groups)[0]];

  it('FA-24 states the rates of each group, undecided rows left out', () => {
    expect(f).toMatchObject({ group: ['f'], decided: 100, undecided: 10, eligible: true });
    expect(f.decidedShare).toMatchObject({ numerator: 100, denominator: 110, n: 110 });
    expect(f.overruled).toMatchObject({ numerator: 25, denominator: 100, value: 0.25 });
    expect(f.toFavourable).toMatchObject({ numerator: 5, denominator: 50, value: 0.1 });
    expect(f.toUnfavourable).toMatchObject({ numerator: 20, denominator: 50, value: 0.4 });
    expect(f.favourableBefore).toMatchObject({ numerator: 50, denominator: 100 });
    expect(f.favourableAfter).toMatchObject({ numerator: 35, denominator: 100, value: 0.35 });
    expect(m.favourableAfter).toMatchObject({ numerator: 65, denominator: 100 });
    expect(x).toMatchObject({ decided: 4, eligible: false });
    expect(section).toMatchObject({ decided: 204, undecided: 10 });
    expect(section.unknown).toMatchObject({ upheldPositive: 3, undecidedNegative: 4 });
  });

  it('FA-24 has Wilson’s interval at the level of the policy', () => {
    // (0.25 + z²/200 ± z √(0.25 · 0.75 / 100 + z²/40000)) / (1 + z²/100) with z 1.959964.
    expect(f.overruled).toMatchObject({ interval: { method: 'wilson', confidenceLevel: 0.95 } });
    const { interval } = f.overruled as { interval: { lower: number; upper: number } };
    expect([interval.lower, interval.upper].map((bound) => bound.toFixed(4))).toEqual(['0.1755', '0.3430']);
    const strict = overridesOf(policyFor('positive', { alpha: 0.01 })).groups[0]!;
    for (const rate of [strict.decidedShare, strict.overruled, strict.toFavourable, strict.favourableAfter])
      expect(rate).toMatchObject({ interval: { confidenceLevel: 0.99 } });
  });

  it('FA-24 turns directions with the favourable prediction', () => {
    const turned = overridesOf(policyFor('negative')).groups[0]!;
    expect(turned.toFavourable).toEqual(f.toUnfavourable);
    expect(turned.toUnfavourable).toEqual(f.toFavourable);
    expect(turned.favourableBefore).toMatchObject({ numerator: 50 });
    expect(turned.favourableAfter).toMatchObject({ numerator: 65 });
    expect(turned.overruled).toEqual(f.overruled);
  });

  it('FA-24 gives the reason where nothing can be said', () => {
    const nobodyDecided = overridesOf(
      policyFor('positive'),
      countAudit(decided('f', [0, 0, 9, 0, 0, 9]), one),
    );
    expect(nobodyDecided.groups[0]).toMatchObject({ decided: 0, undecided: 18, eligible: false });
    expect(nobodyDecided.groups[0]!.decidedShare).toMatchObject({ value: 0, n: 18 });
    for (const name of ['overruled', 'toFavourable', 'favourableAfter'] as const)
      expect(nobodyDecided.groups[0]![name]).toMatchObject({ value: null, reason: 'no_rows' });
    const allPositive = overridesOf(policyFor('positive'), countAudit(decided('f', [9, 9, 0, 0, 0, 0]), one));
    expect(allPositive.groups[0]!.toFavourable).toMatchObject({ reason: 'no_predicted_negatives' });
    expect(allPositive.toFavourable.difference).toMatchObject({ status: 'not_computable' });
    expect(overridesOf(policyFor('positive'), countAudit([], one)).after.ratio).toMatchObject({
      reason: 'missing_group',
    });
  });

  it('FA-25 compares groups that are large enough, and tests the difference', () => {
    expect(section.toUnfavourable).toMatchObject({ between: [['m'], ['f']], isPicked: false });
    expect(section.toUnfavourable.difference.value).toBeCloseTo(0.4 - 5 / 60, 12);
    expect(section.toUnfavourable.excluded).toEqual([{ group: ['x'], reason: 'below_minimum_n' }]);
    const { p, z, test } = section.toUnfavourable.tested!.difference;
    // Pooled z of 20 of 50 against 5 of 60.
    const pooled = 25 / 110;
    const expected = (0.4 - 5 / 60) / Math.sqrt(pooled * (1 - pooled) * (1 / 50 + 1 / 60));
    expect(Math.abs(z!)).toBeCloseTo(expected, 9);
    expect(test).toMatchObject({ status: 'ok', method: 'pooled_z' });
    expect(p).toBeLessThan(0.001);
  });

  it('FA-25 compares favourable rates before and after of the same rows', () => {
    expect(section.before.ratio.value).toBeCloseTo(50 / 60, 12);
    expect(section.after.ratio.value).toBeCloseTo(35 / 65, 12);
    expect(section.after.ratio).toMatchObject({ interval: { confidenceLevel: 0.95 } });
  });

  it('FA-25 asks for the minimum in the denominator of the rate as well', () => {
    const few = [...decided('f', [90, 5, 0, 5, 0, 0]), ...decided('m', [50, 0, 0, 50, 0, 0])];
    const { toFavourable, toUnfavourable } = overridesOf(policyFor('positive'), countAudit(few, one));
    expect(toFavourable.excluded).toEqual([{ group: ['f'], reason: 'below_minimum_n' }]);
    expect(toUnfavourable.excluded).toEqual([]);
  });

  it('FA-25 measures against the group that the policy names', () => {
    const attributes = [{ name: 'sex', origin: 'unknown' as const, legalBasis: '', reference: 'm' }];
    const named = overridesOf(policyFor('positive', { attributes }));
    expect(named.after.difference.value).toBeCloseTo(0.35 - 0.65, 12);
    expect(named.after.comparisons[0]!.reference).toEqual(['m']);
  });

  it('FA-25 leaves verdicts and every other number as without decisions (seed 4)', () => {
    const policy = { ...defaultPolicy(['g', 'h'], { prediction: 'positive', meaning: '' }) };
    const small = { ...policy, minimums: { ...policy.minimums, groupSize: 1, forPass: 1 } };
    fc.assert(
      fc.property(rows, (some) => {
        const { sections, ...rest } = deriveAudit(small, countAudit(some, plan));
        const without = deriveAudit(small, countAudit(some, { ...plan, hasDecisions: false }));
        const stripped = sections.map(({ overrides, ...others }) => {
          expect(overrides).toBeDefined();
          return others;
        });
        expect(canonicalJson({ ...rest, sections: stripped })).toBe(canonicalJson(without));
      }),
      { seed: 4, numRuns: 30 },
    );
  });

  it('FA-25 shows none of it to those who may not see small numbers', () => {
    const results = deriveAudit(policyFor('positive'), example);
    expect(JSON.stringify(results)).toContain('overruled');
    expect(JSON.stringify(suppressed(results, 10))).not.toMatch(/overrul|overrid|ecision/);
  });
});

describe('decisions of few people', () => {
  const crossedBy = (ages: readonly [string | null, Cells][]): Parameters<typeof hidesAnything>[0] => {
    const rowsBy = ages.flatMap(([age, cells]) =>
      ['f', 'm'].flatMap((sex) => decided(sex, cells).map((row) => ({ ...row, groups: [sex, age] }))),
    );
    const counts = countAudit(rowsBy, {
      attributes: ['sex', 'age'],
      sections: auditSections(2, true),
      hasDecisions: true,
    });
    const policy = defaultPolicy(['sex', 'age'], { prediction: 'positive', meaning: '' });
    return { policy, counts, results: deriveAudit(policy, counts) };
  };
  const many: Cells = [30, 20, 10, 30, 20, 10];

  it('FA-25 hides where few people of unknown age were overruled, which a crossing gives away', () => {
    expect(hidesAnything(crossedBy([['old', many]]))).toBe(false);
    const unknown = (overruled: number): Cells => [40 - overruled, overruled, 10, 30, 20, 10];
    const both = (cells: Cells) =>
      crossedBy([
        ['old', many],
        ['young', many],
        [null, cells],
      ]);
    expect(hidesAnything(both(unknown(20)))).toBe(false);
    expect(hidesAnything(both(unknown(3)))).toBe(true);
  });
});

describe('verifying decisions', () => {
  const subject: AuditSubject = {
    ...{ artifactDigest: null, populationDigest: 'a'.repeat(64) },
    ...{ source: 'file', window: null, medianScore: null },
    columns: { prediction: 'p', label: null, score: null, stratum: null, decision: 'd', positive: '1' },
  };
  const crossed = countAudit(
    Array.from({ length: 200 }, (_, at) => ({
      ...{ groups: [at % 3 === 0 ? 'f' : 'm', at % 7 === 0 ? null : at % 2 === 0 ? 'x' : 'y'] },
      ...{ predicted: at % 5 < 2, actual: null, decided: at % 11 === 0 ? null : at % 4 < 2 },
    })),
    { attributes: ['sex', 'age'], sections: auditSections(2, true), hasDecisions: true },
  );
  const policy = defaultPolicy(['sex', 'age'], { prediction: 'positive', meaning: '' });
  const evidence = canonicalJson(fairnessEvidence({ subject, policy, counts: crossed }));
  type Section = Record<string, Record<string, number>> & {
    groups: { decisions?: Record<string, number> }[];
    overrides: { groups: { overruled: { value: number } }[] };
  };
  interface Parsed {
    counts: { sections: Section[] };
    results: { sections: Section[] };
  }
  const failedBy = (change: (document: Parsed) => void) => {
    const document = JSON.parse(evidence) as Parsed;
    change(document);
    const { checks } = verifyFairnessEvidence(document);
    return Object.fromEntries(checks.filter(({ valid }) => !valid).map(({ name, detail }) => [name, detail]));
  };

  it('FA-26 finds nothing wrong with decisions as they were counted', () => {
    expect(failedBy(() => undefined)).toEqual({});
  });

  it('FA-26 finds one decision that was added', () => {
    const failed = failedBy(
      ({ counts }) => (counts.sections[1]!.groups[1]!.decisions!['upheldPositive']! += 1),
    );
    expect(failed['totals']).toBe(
      'counts.sections[1].groups[1].decisions do not add up to those predicted positive',
    );
    expect(failed['results']).toMatch(/^results\.sections\[1\]\.overrides/);
  });

  it('FA-26 finds a decision that was turned, by the other sections', () => {
    const failed = failedBy(({ counts }) => {
      const { decisions } = counts.sections[0]!.groups[0]!;
      decisions!['overruledNegative']! -= 1;
      decisions!['upheldNegative']! += 1;
    });
    expect(failed['totals']).toBeUndefined();
    expect(failed['marginals']).toContain('people of outcome');
  });

  it('FA-26 finds a crossing that holds more decisions than its parts', () => {
    const failed = failedBy(({ counts }) => {
      const [, , crossing] = counts.sections;
      const [woman, , man] = crossing!.groups.map(({ decisions }) => decisions!);
      const turned = woman!['overruledNegative']!;
      woman!['upheldNegative']! += turned;
      woman!['overruledNegative'] = 0;
      man!['upheldNegative']! -= turned;
      man!['overruledNegative']! += turned;
    });
    expect(failed['totals']).toBeUndefined();
    expect(failed['marginals']).toBe(
      'counts.sections[0].groups[0].decisions.upheldNegative is less than the sum over counts.sections[2]',
    );
  });

  it('FA-26 finds decisions of people of unknown group that were changed, and a rate', () => {
    expect(
      failedBy(({ counts }) => (counts.sections[1]!['unknownDecisions']!['undecidedNegative']! += 1))[
        'totals'
      ],
    ).toBe('counts.sections[1].unknownDecisions do not add up to those predicted negative');
    expect(
      failedBy(({ results }) => (results.sections[0]!.overrides.groups[0]!.overruled.value += 0.001))[
        'results'
      ],
    ).toBe('results.sections[0].overrides.groups[0].overruled.value is not what follows');
  });

  it('FA-26 refuses decisions that some of the groups lack', () => {
    const counts = () => JSON.parse(JSON.stringify(crossed)) as Parsed['counts'];
    const lacking = counts();
    delete lacking.sections[0]!.groups[1]!.decisions;
    expect(() => readAuditCounts(lacking)).toThrow('counts.sections[0].groups[1].decisions');
    const uneven = counts();
    delete (uneven.sections[2] as Partial<Section>)['unknownDecisions'];
    expect(() => readAuditCounts(uneven)).toThrow(MalformedDocument);
    const negative = counts();
    negative.sections[0]!.groups[0]!.decisions!['upheldPositive'] = -1;
    expect(() => readAuditCounts(negative)).toThrow(MalformedDocument);
  });
});
