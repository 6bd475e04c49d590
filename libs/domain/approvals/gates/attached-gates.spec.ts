import * as fc from 'fast-check';
import {
  artifactDigest,
  bundleOf,
  datasetDigest,
  exampleSigner,
  externalVerdict,
  hexOf,
  junit,
  measurement,
  modelCard,
  modelStatement,
  quality,
  reproduction,
  testResult,
} from '../../gate-evidence/example-documents';
import { type AttachedEnvelope, attachedText, readAttached } from '../../gate-evidence';
import {
  builtInPolicy,
  evaluateGate,
  gateRuleSchemas,
  haveGatesPassed,
  type AttachedRule,
  type GateContext,
  type GateEvidence,
  type GateResult,
  type GateRule,
} from '../index';
import { missingFrom } from './missing';

const day = 86_400_000;
const now = Date.UTC(2026, 5, 10);
const context: GateContext = { modelVersionId: 'v1', now, evidenceMaxAgeDays: 30 };
const [signer, service] = [exampleSigner('p256'), exampleSigner('ed25519')];
const base = { id: 'g', title: 'G' };
const rules = {
  tests: { ...base, kind: 'tests', maximumFailures: 0, minimumTests: 2, maximumSkipped: 1, suites: ['unit'] },
  signature: { ...base, kind: 'signature', publicKey: signer.pem },
  card: { ...base, kind: 'card', sections: ['model_details.overview', 'considerations.limitations'] },
  measurement: {
    ...{ ...base, kind: 'measurement', metric: 'roc_auc', op: 'at_least', limit: 0.75, use: 'lower' },
    ...{ minimumN: 500, minimumLabelCoverage: 0.8 },
  },
  data_quality: { ...base, kind: 'data_quality', minimumRows: 100, maximumUnknown: 0 },
  reproducibility: { ...base, kind: 'reproducibility' },
  external: {
    ...{ ...base, kind: 'external', check: 'legal-review', withinHours: 24 },
    publicKey: service.pem,
  },
} as const satisfies { readonly [Kind in AttachedRule['kind']]: Extract<AttachedRule, { kind: Kind }> };
type Kind = keyof typeof rules;

const facts: Record<Kind, AttachedEnvelope['facts']> = {
  ...{ tests: {}, signature: {}, card: {}, data_quality: {} },
  measurement: { thresholds: [], timesEvaluated: 1 },
  reproducibility: { isIndependent: true },
  external: { askedAt: '2026-06-01T00:00:00.000Z' },
};
const passing: Record<Kind, unknown> = {
  tests: junit({ name: 'unit', passed: 2, failed: 0, skipped: 1 }),
  signature: bundleOf(modelStatement(artifactDigest), signer),
  card: modelCard,
  measurement: measurement(),
  data_quality: quality(),
  reproducibility: reproduction(),
  external: externalVerdict(),
};

const evidenceOf = (kind: Kind, document: unknown, more: Partial<AttachedEnvelope> = {}): GateEvidence =>
  readAttached(
    attachedText({
      ...{ kind, document, facts: facts[kind], modelVersionId: 'v1', artifactDigest },
      attachedAt: '2026-06-01T12:00:00.000Z',
      ...more,
    }),
  );
const judged = (
  rule: GateRule,
  evidence: GateEvidence | null = null,
  at: GateContext = context,
): GateResult => evaluateGate(rule, evidence, at);
const told = (kind: Kind, document: unknown, changes: object = {}, more: Partial<AttachedEnvelope> = {}) => {
  const { verdict, reason } = judged(
    { ...rules[kind], ...changes } as GateRule,
    evidenceOf(kind, document, more),
  );
  return `${verdict}: ${reason}`;
};
const registered = (registeredAt: string, changes: object = {}) => ({
  facts: {
    timesEvaluated: 7,
    thresholds: [
      { metric: 'roc_auc', op: 'at_least' as const, limit: 0.75, datasetDigest, registeredAt, ...changes },
    ],
  },
});

describe('gates on tests', () => {
  const suite = (passed: number, failed: number, skipped: number, name = 'unit') =>
    junit({ name, passed, failed, skipped });
  it.each<[string, unknown, object?]>([
    ['pass: 2 passed, 0 failed, 1 was skipped.', suite(2, 0, 1)],
    ['pass: 2 passed, 0 failed, 0 were skipped.', testResult()],
    ['pass: 1 passed, 1 failed, 0 were skipped.', suite(1, 1, 0), { maximumFailures: 1 }],
    ['fail: 9 passed, 1 failed, 0 were skipped: at most 0 may fail.', suite(9, 1, 0)],
    ['fail: 9 passed, 0 failed, 2 were skipped: at most 1 may be skipped.', suite(9, 0, 2)],
    ['fail: 2 passed, 1 failed, 0 were skipped: at most 0 may fail.', testResult({ result: 'FAILED' })],
    ['unknown: 1 passed, 0 failed, 0 were skipped: 1 ran, and 2 are needed.', suite(1, 0, 0)],
    ['unknown: 0 passed, 0 failed, 0 were skipped: 0 ran, and 2 are needed.', junit()],
    ['unknown: Nothing ran of these suites: unit.', suite(2, 0, 0, 'other')],
    ['unknown: Nothing ran of these suites: unit.', testResult({ configuration: [{ uri: 'x' }] })],
    [
      'unknown: The evidence is about another artefact than that of this version.',
      testResult({}, hexOf('another')),
    ],
  ])('GE-7 tell %s', (wanted, document, changes = {}) => {
    expect(told('tests', document, changes)).toBe(wanted);
  });
});

describe('gates on signatures', () => {
  const other = exampleSigner('p256', 9);
  const certified = {
    ...bundleOf(modelStatement(artifactDigest), signer),
    verificationMaterial: { certificate: { rawBytes: 'AAAA' } },
  };
  it.each<[string, unknown, object?]>([
    ["pass: The key that the policy names signed the artefact's digest.", passing.signature],
    [
      "pass: The key that the policy names signed the artefact's digest.",
      bundleOf(modelStatement(artifactDigest), service),
      { publicKey: service.pem },
    ],
    [
      'fail: The signature is not of the key that the policy names.',
      passing.signature,
      { publicKey: other.pem },
    ],
    [
      'fail: The signature is not of the key that the policy names.',
      passing.signature,
      { publicKey: service.pem },
    ],
    [
      'fail: The key signed another artefact than that of this version.',
      bundleOf(modelStatement(hexOf('another')), signer),
    ],
    [
      'fail: The key signed another artefact than that of this version.',
      bundleOf(modelStatement(artifactDigest, hexOf('code.py')), signer),
    ],
    [
      'unknown: The key of the policy is no P-256, P-384 or Ed25519 key in PEM.',
      passing.signature,
      { publicKey: 'x' },
    ],
    ['unknown: The bundle is signed by a certificate; this gate verifies signatures of a key.', certified],
    [
      'unknown: What is signed is no in-toto statement.',
      bundleOf(modelStatement(artifactDigest), signer, 'text/x'),
    ],
    [
      'unknown: What is signed is no statement of model signing: payload._type has to be https://in-toto.io/Statement/v1.',
      bundleOf({ subject: artifactDigest }, signer),
    ],
  ])('GE-8 tell %s', (wanted, document, changes = {}) => {
    expect(told('signature', document, changes)).toBe(wanted);
  });
});

describe('gates on cards', () => {
  it.each<[string, string[]]>([
    ['pass: All 2 sections say something.', ['model_details.overview', 'considerations.limitations']],
    ['pass: The section says something.', ['model_details']],
    [
      'fail: The card says nothing in considerations.tradeoffs.',
      ['model_details', 'considerations.tradeoffs'],
    ],
    ['fail: The card says nothing in considerations.use_cases.', ['considerations.use_cases']],
    ['fail: The card says nothing in license.', ['license']],
    ['fail: The card says nothing in considerations.users.', ['considerations.users']],
    ['fail: The card says nothing in constructor.', ['constructor']],
  ])('GE-9 tell %s', (wanted, sections) => {
    expect(told('card', modelCard, { sections })).toBe(wanted);
  });

  it.each(['', ' \n', 'TODO', 'n/a', '[More Information Needed]', '---', 'TBD.'])(
    'GE-9 read nothing in %j',
    (text) => {
      expect(told('card', { summary: text }, { sections: ['summary'] })).toMatch(/^fail/);
    },
  );

  it.each(['見込み客', 'None of the applicants is a minor.', 'N', 0, false])(
    'GE-9 read something in %j',
    (text) => {
      expect(told('card', { summary: text }, { sections: ['summary'] })).toMatch(/^pass/);
    },
  );
});

describe('gates on measurements', () => {
  const cost = {
    metric: 'latency_p99',
    unit: 'ms',
    op: 'at_most',
    limit: 50,
    use: 'upper',
    minimumLabelCoverage: undefined,
  };
  const latency = (upper: number) =>
    measurement({
      ...{ metric: 'latency_p99', unit: 'ms', labelCoverage: null, datasetDigest: null },
      estimate: {
        ...{ value: 40, n: 5000, method: 'sorted' },
        interval: { ...{ lower: 30, upper, confidenceLevel: 0.95, method: 'order_statistics' } },
      },
    });
  const bare = measurement({ estimate: { value: 0.8, n: 1000, method: 'm' } });
  it.each<[string, unknown, object?]>([
    ['pass: The lower bound of roc_auc 0.77 keeps the limit of 0.75.', measurement()],
    ['pass: roc_auc 0.8 keeps the limit of 0.8.', measurement(), { use: 'point', limit: 0.8 }],
    ['pass: roc_auc 0.8 keeps the limit of 0.75.', bare, { use: 'point' }],
    ['pass: The upper bound of latency_p99 50 keeps the limit of 50.', latency(50), cost],
    ['fail: The upper bound of latency_p99 50.1 is beyond the limit of 50.', latency(50.1), cost],
    ['fail: The lower bound of roc_auc 0.77 is beyond the limit of 0.78.', measurement(), { limit: 0.78 }],
    ['unknown: The evidence is about f1.', measurement({ metric: 'f1' })],
    ['unknown: The evidence is in s, the limit in none.', measurement({ unit: 's' })],
    ['unknown: The evidence is in no unit, the limit in ms.', measurement(), { unit: 'ms' }],
    ['unknown: n = 1,000 is below the minimum of 1,001.', measurement(), { minimumN: 1001 }],
    ['unknown: A share of 0.79 is labelled; 0.8 is needed.', measurement({ labelCoverage: 0.79 })],
    ['pass: The lower bound of roc_auc 0.77 keeps the limit of 0.75.', measurement({ labelCoverage: 0.8 })],
    [
      'unknown: Nothing says how many rows are labelled; 0.8 is needed.',
      measurement({ labelCoverage: null }),
    ],
    ['unknown: There is no interval to compare.', bare],
    [
      'unknown: The evidence is about another artefact than that of this version.',
      measurement({ artifactDigest: hexOf('another') }),
    ],
  ])('GE-10 tell %s', (wanted, document, changes = {}) => {
    expect(told('measurement', document, changes).replace(/ This was.*/, '')).toBe(wanted);
  });

  it('GE-11 may ask for fresher evidence than the policy, and get no older than it allows', () => {
    const aged = (maximumAgeDays: number, days: number) => {
      const at = Date.UTC(2026, 5, 1, 10) + days * day;
      return judged({ ...rules.measurement, maximumAgeDays }, evidenceOf('measurement', measurement()), {
        ...context,
        now: at,
      });
    };
    expect(aged(5, 5).verdict).toBe('pass');
    expect(aged(5, 5.01).reason).toBe('The evidence is older than 5 days.');
    expect(aged(90, 30).verdict).toBe('pass');
    expect(aged(90, 30.01).reason).toBe('The evidence is older than 30 days.');
  });

  const rule = { registered: true };
  it.each<[string, Partial<AttachedEnvelope>, unknown?]>([
    [
      'pass: The lower bound of roc_auc 0.77 keeps the limit of 0.75. This was evaluation number 7 of the metric on this data.',
      registered('2026-06-01T09:59:59.999Z'),
    ],
    [
      'unknown: The limit was registered after the evidence was produced.',
      registered('2026-06-01T10:00:00.000Z'),
    ],
    ['unknown: The limit was not registered for this model, metric and data.', {}],
    [
      'unknown: The limit was not registered for this model, metric and data.',
      registered('2026-05-01T00:00:00.000Z', { limit: 0.7 }),
    ],
    [
      'unknown: The limit was not registered for this model, metric and data.',
      registered('2026-05-01T00:00:00.000Z', { op: 'at_most' }),
    ],
    [
      'unknown: The limit was not registered for this model, metric and data.',
      registered('2026-05-01T00:00:00.000Z', { datasetDigest: hexOf('other data') }),
    ],
    [
      'unknown: The evidence names no data, so no limit can be registered for it.',
      registered('2026-05-01T00:00:00.000Z'),
      measurement({ datasetDigest: null }),
    ],
  ])('GE-12 with a registered limit tell %s', (wanted, more, document = measurement()) => {
    expect(told('measurement', document, rule, more)).toBe(wanted);
  });

  it('GE-12 say nothing of registration where the rule does not ask for it', () => {
    expect(told('measurement', measurement())).toMatch(/^pass/);
  });

  it('GE-13 say how often the data was looked at, and nothing without data', () => {
    const often = { facts: { thresholds: [], timesEvaluated: 7 } };
    expect(told('measurement', measurement(), {}, often)).toMatch(/evaluation number 7 of the metric/);
    expect(told('measurement', measurement(), { limit: 0.9 }, often)).toMatch(/^fail.*evaluation number 7/);
    const none = { facts: { thresholds: [], timesEvaluated: null } };
    expect(told('measurement', measurement({ datasetDigest: null }), {}, none)).not.toMatch(
      /evaluation number/,
    );
  });
});

describe('gates on data quality', () => {
  it.each<[string, unknown, object?]>([
    ['pass: 2 checks passed on 500 rows.', quality()],
    ['pass: 1 check passed on 500 rows.', quality('unknown'), { maximumUnknown: 1 }],
    ['fail: 1 of 2 checks failed: missing_share of age.', quality('failed')],
    ['fail: 1 of 2 checks failed: missing_share of age.', quality('failed', 1)],
    ['unknown: 99 rows were checked; 100 are needed.', quality('passed', 99)],
    ['unknown: 1 of 2 checks could not be computed: missing_share of age.', quality('unknown')],
    ['unknown: 0 of 0 checks could not be computed.', { ...quality(), dataset: { checks: [] }, columns: [] }],
  ])('GE-14 tell %s', (wanted, document, changes = {}) => {
    expect(told('data_quality', document, changes)).toBe(wanted);
  });
});

describe('gates on reproducibility', () => {
  const rebuilt = (...differences: number[]) =>
    reproduction({
      rebuiltDigest: hexOf('another'),
      metrics: differences.map((difference, at) => ({
        name: `m${at}`,
        recorded: 0.5,
        rebuilt: 0.5 + difference,
      })),
    });
  it.each<[string, unknown, object?, Partial<AttachedEnvelope>?]>([
    ['pass: The rebuild from commit 0f1e2d3c4b5a gave the same artefact.', reproduction()],
    [
      'pass: The rebuild from commit 0f1e2d3c4b5a comes within 0.25 on every metric.',
      rebuilt(0.25, -0.25),
      { tolerance: 0.25 },
    ],
    ['fail: The rebuild from commit 0f1e2d3c4b5a gave another artefact.', rebuilt(0)],
    [
      'fail: The rebuild from commit 0f1e2d3c4b5a differs by more than 0.25: m1 1 in place of 0.5.',
      rebuilt(0, 0.5),
      { tolerance: 0.25 },
    ],
    ['unknown: The rebuild gave no artefact.', reproduction({ rebuiltDigest: null })],
    [
      'unknown: The rebuild from commit 0f1e2d3c4b5a gave another artefact, and nothing says how it performs.',
      rebuilt(),
      { tolerance: 0.25 },
    ],
    [
      'unknown: Whoever registered the version attached this; another has to rebuild it.',
      reproduction(),
      {},
      { facts: { isIndependent: false } },
    ],
    [
      'unknown: Whoever registered the version attached this; another has to rebuild it.',
      reproduction(),
      {},
      { facts: {} },
    ],
    [
      'unknown: The evidence is about another artefact than that of this version.',
      reproduction({ artifactDigest: hexOf('another') }),
    ],
  ])('GE-15 tell %s', (wanted, document, changes = {}, more = {}) => {
    expect(told('reproducibility', document, changes, more)).toBe(wanted);
  });
});

describe('gates on answers from outside', () => {
  it.each<[string, unknown, object?]>([
    ['pass: legal-review says: Cleared.', externalVerdict()],
    ['fail: legal-review says: No basis.', externalVerdict({ verdict: 'fail', reason: 'No basis.' })],
    ['unknown: The answer is to the check security-review.', externalVerdict({ check: 'security-review' })],
    [
      'unknown: The key of the policy is no Ed25519 key in PEM.',
      externalVerdict(),
      { publicKey: signer.pem },
    ],
    [
      'unknown: The answer is not signed by the key that the policy names.',
      externalVerdict({}, exampleSigner('ed25519', 9)),
    ],
    [
      'unknown: The answer is not signed by the key that the policy names.',
      { ...externalVerdict(), reason: 'Yes.' },
    ],
    [
      'unknown: The answer is not signed by the key that the policy names.',
      { ...externalVerdict({ verdict: 'fail' }), verdict: 'pass' },
    ],
    [
      'unknown: The evidence is about another artefact than that of this version.',
      externalVerdict({ artifactDigest: hexOf('another') }),
    ],
  ])('GE-16 tell %s', (wanted, document, changes = {}) => {
    expect(told('external', document, changes)).toBe(wanted);
  });

  it('GE-17 take an answer within its hours, and none a millisecond later', () => {
    const within = (withinHours: number) => told('external', externalVerdict(), { withinHours });
    expect(within(12)).toMatch(/^pass/);
    expect(within(12 - 1 / 3_600_000)).toMatch(/^unknown: The answer came later than/);
  });
});

describe('every gate on attached evidence', () => {
  const kinds = Object.keys(rules) as Kind[];

  it.each(kinds)(
    'GE-5 of kind %s passes, and is unknown on what is missing, old, ahead or of something else',
    (kind) => {
      const rule = rules[kind];
      const evidence = evidenceOf(kind, passing[kind]);
      expect(judged(rule, evidence)).toMatchObject({
        verdict: 'pass',
        kind,
        evidenceDigest: evidence.digest,
      });
      const at = (changes: Partial<GateContext>) =>
        judged(rule, evidence, { ...context, ...changes }).verdict;
      expect(judged(rule, null)).toMatchObject({ verdict: 'unknown', reason: 'There is no evidence yet.' });
      expect(at({ modelVersionId: 'v2' })).toBe('unknown');
      expect(at({ now: evidence.producedAt + 30 * day + 1 })).toBe('unknown');
      expect(at({ now: evidence.producedAt - 300_001 })).toBe('unknown');
      expect(at({ now: Number.NaN })).toBe('unknown');
      const otherKind = kinds[(kinds.indexOf(kind) + 1) % kinds.length] as Kind;
      expect(judged(rule, evidenceOf(otherKind, passing[otherKind])).verdict).toBe('unknown');
      expect(judged(rule, evidence).requirement).toMatch(/\.$/);
    },
  );

  /** Every member of a value, by its path. */
  const paths = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
    typeof value !== 'object' || value === null || value instanceof Uint8Array
      ? []
      : Object.entries(value).flatMap(([key, member]) => [[...path, key], ...paths(member, [...path, key])]);
  const without = (value: unknown, [first, ...rest]: readonly (string | number)[]): unknown => {
    if (first === undefined) return value;
    const copy = { ...(value as Record<string, unknown>) };
    if (rest.length === 0) delete copy[first];
    else copy[first] = without(copy[first], rest);
    if (!Array.isArray(value)) return copy;
    return Object.values(copy);
  };
  /** Members of our documents that no gate needs. */
  const idle: Partial<Record<Kind, RegExp>> = {
    tests: /^reportDigest$/,
    signature: /^verificationMaterial\.(publicKey\.hint|tlogEntries)$|keyid$/,
    card: /^(model_details\.(name|owners.*)|considerations\.(tradeoffs|use_cases).*|license)$/,
    measurement: /^(artifactDigest|estimate\.method)$/,
    data_quality:
      /^(reference|summary.*|expectations|columns\.0|columns\.0\.(kind|checks\.0.*)|dataset\.checks\.0.*|.*\.(value|limit|n|method|ci|ciMethod|reason))$/,
  };

  it.each(kinds)('GE-5 of kind %s lets nothing through that lost a member', (kind) => {
    const all = paths(passing[kind]).filter((path) => idle[kind]?.test(path.join('.')) !== true);
    expect(all.length).toBeGreaterThan(3);
    const passed = all.filter((path) => {
      const changed = without(passing[kind], path);
      // A document that cannot be read never becomes evidence.
      return attempt(() => judged(rules[kind], evidenceOf(kind, changed)).verdict) === 'pass';
    });
    expect(passed.map((path) => path.join('.'))).toEqual([]);
  });

  it.each(kinds)(
    'GE-5 of kind %s lets nothing through of another version, artefact or time (seed 2)',
    (kind) => {
      const rule = rules[kind];
      const evidence = evidenceOf(kind, passing[kind]);
      const changes = fc.oneof(
        fc
          .string({ minLength: 1 })
          .filter((id) => id !== 'v1')
          .map((modelVersionId) => ({ modelVersionId })),
        fc.integer({ min: 1, max: 10_000 }).map((more) => ({ producedAt: now - 30 * day - more })),
        fc.integer({ min: 1, max: 10_000 }).map((more) => ({ producedAt: now + 300_000 + more })),
        fc.constantFrom(Number.NaN, Infinity, -Infinity).map((producedAt) => ({ producedAt })),
        fc.string().map((text) => ({ about: [hexOf(text)] })),
        fc.constant({ about: [] }),
      );
      fc.assert(
        fc.property(changes, (change) => {
          expect(judged(rule, { ...evidence, ...change } as GateEvidence).verdict).toBe('unknown');
        }),
        { seed: 2, numRuns: 200 },
      );
    },
  );

  it('GE-18 of severity info is told and holds nothing up', () => {
    const told = judged(
      { ...rules.card, severity: 'info', sections: ['license'] },
      evidenceOf('card', modelCard),
    );
    expect(told).toMatchObject({ verdict: 'fail', severity: 'info' });
    const policy = (severity: 'info' | 'hard') => ({
      ...builtInPolicy,
      gates: [{ ...rules.card, severity }],
    });
    expect(haveGatesPassed(policy('info'), [told])).toBe(true);
    expect(haveGatesPassed(policy('info'), [])).toBe(true);
    expect(haveGatesPassed(policy('hard'), [told])).toBe(false);
    expect(judged({ ...rules.card, severity: 'hard' })).not.toHaveProperty('severity');
  });

  it('GE-18 of severity info is not among what is missing', () => {
    const gates = [judged({ ...rules.card, severity: 'info' })];
    const missing = (severity: 'info' | 'hard') =>
      missingFrom({
        ...{ round: 1, votes: [], gates, requesterId: 'r', sponsorId: null },
        policy: { ...builtInPolicy, gates: [{ ...rules.card, severity }] },
      } as unknown as Parameters<typeof missingFrom>[0]);
    const codes = (severity: 'info' | 'hard') => missing(severity).map(({ code }) => code);
    expect(codes('hard')).toContain('GATES_NOT_PASSED');
    expect(codes('info')).not.toContain('GATES_NOT_PASSED');
  });

  it.each(kinds)('GE-1 of kind %s has every member of its rule described', (kind) => {
    const { properties, required } = gateRuleSchemas[kind];
    expect(Object.keys(properties)).toEqual(
      expect.arrayContaining([...Object.keys(rules[kind]), 'severity']),
    );
    expect(Object.keys(rules[kind])).toEqual(expect.arrayContaining([...required]));
  });
});

function attempt(verdict: () => string): string {
  try {
    return verdict();
  } catch (error) {
    expect(error).toHaveProperty('name', 'MalformedDocument');
    return 'refused';
  }
}
