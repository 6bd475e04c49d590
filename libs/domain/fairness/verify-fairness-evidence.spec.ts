import * as fc from 'fast-check';
import { MalformedDocument } from '../json-reading';
import { canonicalJson } from '../audit-log';
import {
  type AuditSubject,
  auditSections,
  countAudit,
  defaultPolicy,
  type EvidenceCheckName,
  fairnessEvidence,
  type FairnessPolicy,
  readAuditCounts,
  readFairnessPolicy,
  verifyFairnessEvidence,
} from './index';
import { exampleRows } from './example-audit';

const subject: AuditSubject = {
  ...{ artifactDigest: 'a'.repeat(64), populationDigest: '0123456789abcdef'.repeat(4) },
  ...{ source: 'file', window: null, medianScore: 0.5 },
  columns: { prediction: 'p', label: 'y', score: 's', stratum: 'st', positive: '1' },
};
const policy: FairnessPolicy = {
  ...defaultPolicy(['sex', 'region', 'age'], { prediction: 'positive', meaning: 'a loan' }),
  lawPacks: [{ id: 'nyc-ll144', version: 1, leaveOutSmall: false, day: '2026-01-01' }],
};
const counts = countAudit(
  exampleRows(300).map((row, at) => ({ ...row, stratum: at % 3 === 0 ? null : `s${at % 2}` })),
  {
    attributes: ['sex', 'region', 'age'],
    sections: [...auditSections(2, true), [2]],
    scores: { median: 0.5 },
    hasStrata: true,
  },
);
const evidence = canonicalJson(fairnessEvidence({ subject, policy, counts }));

type Json = Record<string, unknown>;
/** Evidence as a file holds it. */
const parsed = () => JSON.parse(evidence) as Json;

/** What stands at a place, and how to put something else there; nothing removes it. */
function placeIn(document: Json, place: string) {
  const steps = place.split(/[.[\]]+/).filter((step) => step !== '');
  const holder = steps.slice(0, -1).reduce((at, step) => at[step] as Json, document);
  const last = steps.at(-1)!;
  return {
    value: holder[last],
    put: (value: unknown) => {
      if (value === undefined) delete holder[last];
      else holder[last] = value;
    },
  };
}

/** A place with its new value, or with what makes it of the old one. */
type Change = readonly [place: string, value: unknown];

/** The checks that evidence fails once it is changed, with what they found. */
function failedBy(...changes: Change[]): Partial<Record<EvidenceCheckName, string>> {
  const document = parsed();
  for (const [place, change] of changes) {
    const { value, put } = placeIn(document, place);
    put(typeof change === 'function' ? (change as (old: unknown) => unknown)(value) : change);
  }
  const { valid, checks } = verifyFairnessEvidence(document);
  const failed = checks.filter((check) => !check.valid);
  expect(valid).toBe(failed.length === 0);
  return Object.fromEntries(failed.map(({ name, detail }) => [name, detail]));
}
const plus = (more: number) => (old: number) => old + more;
const without = (count: number) => (old: unknown[]) => old.slice(0, old.length - count);
const withMore = (item: unknown) => (old: unknown[]) => [...old, item];
const backwards = (old: unknown[]) => old.toReversed();
const repeated = (old: unknown[]) => [...old, old[0]];

describe('verifying the evidence of an audit', () => {
  it('FA-13 finds nothing wrong with evidence as it was made', () => {
    const { valid, checks } = verifyFairnessEvidence(parsed());
    expect(checks.filter((check) => !check.valid)).toEqual([]);
    expect(valid).toBe(true);
    expect(checks.map(({ name }) => name)).toEqual([
      ...['format', 'digests', 'method', 'law_packs', 'subject', 'totals', 'marginals', 'scores', 'results'],
    ]);
  });

  it('FA-13 names the first result that does not follow', () => {
    const tpr = 'results.sections[1].groups[0].metrics.tpr.value';
    expect(failedBy([tpr, plus(1e-12)], ['results.sections[2].verdict', 'PASS'])).toEqual({
      results: `${tpr} is not what follows`,
    });
    expect(failedBy(['results.note', 'fine'])).toEqual({ results: 'results.note is not what follows' });
    expect(failedBy(['results.law', without(1)])).toEqual({ results: 'results.law[0] is not what follows' });
    expect(failedBy(['results', null])).toEqual({ results: 'results is not what follows' });
    expect(failedBy(['policy.limits.impact_ratio.minimumRatio', 0.5])).toHaveProperty('results');
  });

  it('FA-14 finds rows that do not add up', () => {
    expect(failedBy(['counts.sections[0].groups[0].counts.tp', plus(1)]).totals).toBe(
      'counts.sections[0]: groups, unknown and unpredicted rows add up to 301, not to 300',
    );
    expect(failedBy(['counts.rows', plus(1)]).totals).toBe(
      'counts.sections[0].rows is 300 and the audit has 301 rows',
    );
    expect(failedBy(['counts.sections[0].unknownPeople.tp', plus(100)]).totals).toMatch(
      /^counts\.sections\[0\]\.unknownPeople are more than/,
    );
    expect(failedBy(['counts.sections[1].strata[0].groups[0].counts.tn', 99]).totals).toBe(
      'counts.sections[1].strata[0].groups[0].counts.tn: the strata hold more than the group',
    );
  });

  it('FA-14 finds attributes and crossings that disagree, though each adds up', () => {
    const moved = failedBy(
      ['counts.sections[0].groups[0].counts.tn', plus(-20)],
      ['counts.sections[0].groups[1].counts.tn', plus(20)],
      ...[0, 1, 2].map((at): Change => [`counts.sections[${at}].strata`, undefined]),
    );
    expect(moved.totals).toBeUndefined();
    expect(moved.marginals).toBe(
      'counts.sections[0].groups[0].counts.tn is less than the sum over counts.sections[2]',
    );
    const relabelled = failedBy(
      ['counts.sections[1].groups[0].counts.tn', plus(-1)],
      ['counts.sections[1].groups[0].counts.fn', plus(1)],
    );
    expect(relabelled.marginals).toMatch(
      /^counts\.sections\[1\] holds \d+ people of outcome fn, the first section/,
    );
    const renamed = failedBy(['counts.sections[2].groups[5].group[0]', 'x']);
    expect(renamed.marginals).toMatch(/ is of no group of counts\.sections\[0\]$/);
    const { counts: bins } = counts.sections[0]!.groups[0]!.histogram!.positive;
    const bin = bins.findIndex((count) => count > 1);
    const binned = failedBy([`counts.sections[0].groups[0].histogram.positive.counts[${bin}]`, 0]);
    expect(binned.marginals).toBe(
      `counts.sections[0].groups[0].histogram.positive.counts[${bin}] is less than the sum over counts.sections[2]`,
    );
    expect(binned.scores).toMatch(/ is no sum of scores in this bin$/);
  });

  it('FA-14 finds sums of scores that lie outside their bin', () => {
    const place = 'counts.sections[2].groups[0].histogram.negative.millionths[0]';
    expect(failedBy([place, plus(1)]).scores).toBe(`${place} is no sum of scores in this bin`);
  });

  it('FA-14 finds labels under which fewer rows were counted than scored', () => {
    const { positive, negative } = counts.sections[3]!.groups[0]!.histogram!;
    const place = 'counts.sections[3].groups[0].histogram';
    const moved = failedBy(
      ...(['counts', 'millionths'] as const).flatMap((list): Change[] => [
        [`${place}.positive.${list}`, positive[list].map(() => 0)],
        [`${place}.negative.${list}`, negative[list].map((own, at) => own + positive[list][at]!)],
      ]),
    );
    expect(moved.scores).toBe(`${place} holds more rows of a label than there are`);
  });

  it('FA-14 finds scores above the median that the bins do not hold', () => {
    const place = 'counts.sections[3].groups[0].scoring.aboveMedian';
    expect(failedBy([place, 0]).scores).toBe(`${place} is not how many scores lie above subject.medianScore`);
    expect(failedBy([place, (old: number) => old + 5]).scores).toMatch(/^counts\.sections\[3\]/);
    expect(failedBy(['subject.medianScore', 1e21]).scores).toMatch(/^subject\.medianScore lies outside/);
  });

  it('FA-14 finds people who are crossed in a stratum that does not hold them', () => {
    const place = 'counts.sections[0].strata[0].groups[0].counts';
    const { counts: own } = counts.sections[0]!.strata![0]!.groups[0]!;
    const cell = own.tp > 0 ? 'tp' : 'tn';
    expect(failedBy([`${place}.${cell}`, 0]).marginals).toBe(
      `${place}.${cell} is less than the sum over counts.sections[2].strata[0]`,
    );
    expect(failedBy(['counts.sections[2].strata[0].stratum', 'a']).marginals).toBe(
      'counts.sections[2].strata[0] is no stratum of counts.sections[0]',
    );
  });

  it.each<[string, string, unknown]>([
    ['policy.attributes[2] has no section of its own', 'counts.sections', without(1)],
    ['subject.columns.label names no column, and the counts have some', 'subject.columns.label', null],
    ['subject.columns.score names no column', 'subject.columns.score', null],
    ['subject.columns.stratum names no column', 'subject.columns.stratum', null],
    ['subject.columns.decision names a column, and the counts have none', 'subject.columns.decision', 'd'],
    ['counts.sections[1].strata is missing', 'counts.sections[1].strata', undefined],
    ['subject.medianScore is missing: there are scores', 'subject.medianScore', null],
    ['subject.window does not go with the source "predictions"', 'subject.source', 'predictions'],
  ])('FA-41 finds that what is named was not counted: %s', (message, place, change) => {
    expect(failedBy([place, change]).subject).toContain(message);
  });

  it('FA-41 finds a window that ends before it begins, and a median of no scores', () => {
    const window = { from: '2026-07-02', to: '2026-07-01', maturedDays: 0 };
    const found = failedBy(['subject.window', window], ['subject.source', 'predictions']);
    expect(found).toEqual({ subject: 'subject.window ends before it begins' });
    const none = countAudit(exampleRows(60), {
      attributes: ['sex', 'region', 'age'],
      sections: [[0], [1], [2]],
    });
    const unscored = { ...subject, columns: { ...subject.columns, score: null, stratum: null } };
    const document = fairnessEvidence({
      subject: unscored,
      policy: { ...policy, lawPacks: [] },
      counts: none,
    });
    const { checks } = verifyFairnessEvidence(JSON.parse(canonicalJson(document)));
    expect(checks.filter((check) => !check.valid)).toMatchObject([
      { name: 'subject', detail: 'subject.medianScore is a median of no scores' },
    ]);
  });

  it('FA-15 says which method and which law pack it does not hold, and computes nothing then', () => {
    expect(failedBy(['policy.method', 9])).toEqual({
      method: 'policy.method is 9; this version knows methods 1, 2, 3',
      results: 'not computed again: this version does not hold the method, or a law pack',
    });
    expect(failedBy(['policy.lawPacks[0].version', 7])).toMatchObject({
      law_packs: 'policy.lawPacks[0]: nyc-ll144 is not known at version 7',
    });
    expect(failedBy(['subject.artifactDigest', 'A'.repeat(64)])).toEqual({
      digests: 'subject.artifactDigest is no SHA-256 in lower-case hex',
    });
  });

  const group = 'counts.sections[0].groups[0]';
  it.each<[string, string, unknown]>([
    ['schema has to be one of countersign.fairness-audit/2.', 'schema', 'countersign.fairness-audit/1'],
    ['The document has a member "x" that nobody knows.', 'x', 1],
    ['policy.alpha has to lie between 0 and 1.', 'policy.alpha', 1],
    ['policy.criteria[4] is there twice.', 'policy.criteria', withMore('impact_ratio')],
    ['policy.criteria[4] has no limit.', 'policy.criteria', withMore('theil')],
    ['policy.criteria[0] has to be one of', 'policy.criteria', ['__proto__']],
    ['policy.limits.impact_ratio needs maximumDifference', 'policy.limits.impact_ratio', {}],
    ['policy.limits.impact_ratio.minimumRatio has to lie in', 'policy.limits.impact_ratio.minimumRatio', 2],
    ['policy.attributes[3] is there twice.', 'policy.attributes', repeated],
    ['policy.attributes names no attribute.', 'policy.attributes', []],
    ['policy.attributes[0].reference is missing', 'policy.denominator', 'fixed'],
    ['policy.attributes[0].origin has to be one of self_', 'policy.attributes[0].origin', 'guessed'],
    ['policy.lawPacks[0].id has to be one of', 'policy.lawPacks[0].id', 'constructor'],
    ['policy.lawPacks[0].day has to be a day, yyyy-mm-dd.', 'policy.lawPacks[0].day', '2026-13-01'],
    ['policy.lawPacks[0].leaveOutSmall has to be true or', 'policy.lawPacks[0].leaveOutSmall', 0],
    ['policy.minimums.groupSize has to be a whole number', 'policy.minimums.groupSize', 0],
    ['policy.reasons.harms has to be a text.', 'policy.reasons.harms', null],
    ['policy.reasons.harms holds half a surrogate pair.', 'policy.reasons.harms', '\ud800'],
    [`${group}.counts.tp has to be a whole number`, `${group}.counts.tp`, 0.5],
    [`${group}.counts.fp has to be a whole number`, `${group}.counts.fp`, -1],
    [`${group}.group has to have 1 values.`, `${group}.group`, []],
    ['counts.sections[0].groups[1].group is out of order', 'counts.sections[0].groups', backwards],
    [`${group}.scoring is missing.`, `${group}.scoring`, undefined],
    [`${group}.histogram does not go with`, 'counts.scores', 'unbinned'],
    [`${group}.squares has no place`, `${group}.squares`, {}],
    [`${group}.histogram.positive.counts has to have 100`, `${group}.histogram.positive.counts`, without(1)],
    [`${group}.scoring.aboveMedian is more`, `${group}.scoring.scored`, 0],
    ['counts.sections[4] is there twice.', 'counts.sections', repeated],
    ['counts.sections[0].attributes[0] is no attribute of', 'counts.sections[0].attributes', ['race']],
    ['counts.sections[0].strata[1].stratum is out of order', 'counts.sections[0].strata', backwards],
    ['subject.window has to be an object.', 'subject.window', '2026'],
    [
      'subject.window.maturedDays has to be a whole',
      'subject.window',
      { from: '2026-07-01', to: '2026-07-01' },
    ],
    ['subject.columns.prediction is empty.', 'subject.columns.prediction', ''],
    ['subject.medianScore has to be a number.', 'subject.medianScore', '1'],
    ['counts has to be an object.', 'counts', undefined],
  ])('FA-16 names the place: %s', (message, place, change) => {
    const found = failedBy([place, change]);
    expect(Object.keys(found)).toEqual(['format']);
    expect(found.format).toContain(message);
  });

  it('FA-16 never throws, whatever the JSON (seed 1)', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(verifyFairnessEvidence(value).valid).toBe(false);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('FA-13, FA-16 never throws, and finds whatever is changed in the results (seed 2)', () => {
    const values = fc.oneof(
      fc.constantFrom(null, 0, 1, -1, 1e12, 9e15, 1e300, '', [], {}, true, '__proto__'),
      fc.jsonValue({ maxDepth: 1 }),
    );
    const parts = fc.constantFrom('policy', 'counts', 'results');
    fc.assert(
      fc.property(parts, fc.array(fc.nat(), { minLength: 1, maxLength: 9 }), values, (part, steps, value) => {
        const document = parsed();
        // Down by the steps, and a new value where they end.
        let [holder, key] = [document, part as string];
        for (const step of steps) {
          const inner = holder[key];
          const keys = typeof inner === 'object' && inner !== null ? Object.keys(inner) : [];
          if (keys.length === 0) break;
          [holder, key] = [inner as Json, keys[step % keys.length]!];
        }
        const isSame = JSON.stringify(holder[key]) === JSON.stringify(value);
        holder[key] = value;
        const { valid } = verifyFairnessEvidence(document);
        expect(isSame || part !== 'results' ? typeof valid : valid).toBe(
          isSame || part !== 'results' ? 'boolean' : false,
        );
      }),
      { seed: 2, numRuns: 80 },
    );
  });

  it('FA-16 reads what it wrote, and nothing else', () => {
    expect(readFairnessPolicy(parsed()['policy'])).toEqual(policy);
    expect(readAuditCounts(parsed()['counts'])).toEqual(counts);
    for (const wrong of [null, undefined, 1, 'x', [], {}]) {
      expect(() => readFairnessPolicy(wrong)).toThrow(MalformedDocument);
      expect(() => readAuditCounts(wrong, 'body')).toThrow(/^body/);
    }
  });
});
