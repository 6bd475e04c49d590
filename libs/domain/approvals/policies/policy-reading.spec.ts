import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  builtInPolicy,
  diffPolicies,
  lintPolicy,
  policyJsonSchema,
  policyTemplates,
  readPolicy,
  readPolicyText,
  replay,
  type GateRule,
  type PastCase,
  type Policy,
} from '../index';

const schemaFile = join(__dirname, '../../../../docs/spec/policy.schema.json');
const everybody = ['subject_matter_expert', 'risk_officer', 'ml_engineer'] as const;
const members = everybody.map((role, index) => ({ personId: `p${index}`, name: role, roles: [role] }));
const lint = (changes: Partial<Policy>) => lintPolicy({ ...builtInPolicy, ...changes }, { members });
const [drift, fairness, performance] = builtInPolicy.gates as [GateRule, GateRule, GateRule];

/** The performance gate alone. */
const gated = (changes: object): Partial<Policy> => ({ gates: [{ ...performance, ...changes } as GateRule] });
const most = (metric: string, maximum: number, use: 'point' | 'lower' | 'upper' = 'point') =>
  gated({ metric, minimum: undefined, maximum, use });
const latency: GateRule = {
  ...{ id: 'latency', title: 'Latency', kind: 'measurement', metric: 'latency', op: 'at_most', limit: 1 },
  ...{ use: 'upper', minimumN: 1 },
};

describe('reading policies', () => {
  it.each(policyTemplates)('P-65 reads the built-in policy $name', (policy) => {
    expect(readPolicy(policy)).toEqual({ policy, faults: [] });
    expect(readPolicyText(JSON.stringify(policy, null, 2))).toEqual({ policy, faults: [] });
  });

  it('P-65 is written down as JSON Schema', () => {
    const text = `${JSON.stringify(policyJsonSchema(), null, 2)}\n`;
    if (process.env['UPDATE_SCHEMA']) writeFileSync(schemaFile, text);
    expect(JSON.parse(readFileSync(schemaFile, 'utf8'))).toEqual(JSON.parse(text));
  });

  it('P-65 bounds every list where it is read, and in the JSON Schema', () => {
    const sections = Array.from({ length: 101 }, (_, at) => `section ${at}`);
    const card = { id: 'card', title: 'Card', kind: 'card', sections };
    expect(readPolicy({ ...builtInPolicy, gates: [card] }).faults).toEqual([
      { pointer: '/gates/0/sections', expected: 'from 1 to 100 entries' },
    ]);
    const lists = [...JSON.stringify(policyJsonSchema()).matchAll(/"type":"array"/g)];
    const bounds = [...JSON.stringify(policyJsonSchema()).matchAll(/"maxItems":\d+/g)];
    expect(bounds).toHaveLength(lists.length);
  });

  it('P-65 refuses a text that is no JSON, is too long or has a member twice', () => {
    const expected = (text: string) => readPolicyText(text).faults.map((fault) => fault.expected);
    expect(expected('{')).toEqual(['JSON']);
    expect(expected(' '.repeat(100_001))).toEqual(['at most 100000 characters']);
    expect(expected(JSON.stringify(builtInPolicy).replace('{', '{"version":1,'))).toEqual([
      'every member once',
    ]);
  });
});

describe('linting policies', () => {
  it('P-66 finds nothing in the floor', () => {
    expect(lint({})).toEqual([]);
  });

  it.each<[string, Partial<Policy>, string, RegExp]>([
    [
      'a seat that cannot vote',
      { slots: [{ role: 'auditor', minimum: 1 }] },
      '/slots/0/role',
      /may not vote/,
    ],
    ['no seats', { slots: [] }, '/slots', /Nobody has to sign/],
    ['no gates', { gates: [] }, '/gates', /Nothing has to be shown/],
    [
      'a role that too few hold',
      { slots: [{ role: 'risk_officer', minimum: 2 }] },
      '/slots/0/minimum',
      /1 active/,
    ],
    ['more people than seats', { distinctPeople: 3 }, '/distinctPeople', /more than there are seats/],
    ['people whom the seats ask for', { distinctPeople: 2 }, '/distinctPeople', /ask for already/],
    ['people who are not there', { distinctPeople: 9 }, '/distinctPeople', /2 hold a role/],
    [
      'two gates on one thing',
      { gates: [drift, { ...drift, id: 'again' }] },
      '/gates/1',
      /at the same already/,
    ],
    [
      'a minimum beyond reach',
      { gates: [{ ...performance, minimum: 1.1 } as GateRule] },
      '/gates/0/minimum',
      /No value/,
    ],
    [
      'a minimum that all meet',
      { gates: [{ ...performance, minimum: 0 } as GateRule] },
      '/gates/0/minimum',
      /Every value/,
    ],
    [
      'a loss at least',
      { gates: [{ ...performance, metric: 'log_loss' } as GateRule] },
      '/gates/0/minimum',
      /less is better/,
    ],
    [
      'an alert beyond reach',
      { gates: [{ ...drift, method: 'ks', alert: 1.5 } as GateRule] },
      '/gates/0/alert',
      /above 1/,
    ],
    [
      'a difference that all keep',
      {
        gates: [{ ...fairness, criteria: [{ name: 'equal_opportunity', maximumDifference: 1 }] } as GateRule],
      },
      ...(['/gates/0/criteria/0/maximumDifference', /No difference/] as const),
    ],
    [
      'a ratio that all keep',
      { gates: [{ ...fairness, criteria: [{ name: 'impact_ratio', minimumRatio: 0 }] } as GateRule] },
      ...(['/gates/0/criteria/0/minimumRatio', /No ratio/] as const),
    ],
    ['a minimum above the maximum', gated({ maximum: 0.6 }), '/gates/0/minimum', /above the maximum/],
    [
      'a loss at most without end',
      most('brier', 1),
      '/gates/0/maximum',
      /Every value meets it: brier is at most 1/,
    ],
    [
      'a most that no loss meets',
      most('rmse', -1),
      '/gates/0/maximum',
      /No value meets it: rmse is at least 0/,
    ],
    [
      'a score that all keep',
      most('accuracy', 1),
      '/gates/0/maximum',
      /Every value meets it: accuracy is at most 1/,
    ],
    [
      'a metric of another task than the one that it is bound to',
      { bind: { tasks: ['binary', 'regression'] } },
      ...(['/gates/2/metric', /roc_auc is never measured of models of the task regression/] as const),
    ],
    ['a score at most', most('accuracy', 0.9), '/gates/0/maximum', /more is better/],
    ['the lower end of a most', most('rmse', 9, 'lower'), '/gates/0/use', /lower end is the lenient one/],
    ['the upper end of a least', gated({ use: 'upper' }), '/gates/0/use', /upper end is the lenient one/],
    ['an interval that is never there', most('ece', 0.1, 'upper'), '/gates/0/use', /without an interval/],
    [
      'the lower end of a measured most',
      { gates: [{ ...latency, use: 'lower' }] },
      ...(['/gates/0/use', /lower end is the lenient one/] as const),
    ],
    [
      'an interval of drift',
      { gates: [{ ...drift, use: 'upper' } as GateRule] },
      ...(['/gates/0/use', /psi is measured without an interval/] as const),
    ],
    [
      'a share of labelled rows that all keep',
      { gates: [{ ...performance, minimumLabelCoverage: 0 } as GateRule] },
      ...(['/gates/0/minimumLabelCoverage', /No share/] as const),
    ],
    [
      'a key that is none',
      {
        gates: [
          {
            ...{ id: 'signed', title: 'Signed', kind: 'signature' },
            publicKey: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
          } as GateRule,
        ],
      },
      '/gates/0/publicKey',
      /no public key that can be used/,
    ],
    ['an escalation without a term', { escalateTo: 'risk_officer' }, '/escalateTo', /Without a term/],
    [
      'an escalation to nobody who votes',
      { escalateTo: 'auditor', deadlineDays: 8 },
      '/escalateTo',
      /may not vote/,
    ],
    [
      'a trigger that is there twice',
      { recertifyOn: ['policy_change', 'policy_change'] },
      '/recertifyOn/1',
      /already/,
    ],
    [
      'triggers without a time',
      { recertifyOn: ['schema_change'], recertifyDays: undefined as never },
      ...(['/recertifyOn', /recertifyDays/] as const),
    ],
    [
      'a waiver where votes are signed with passkeys',
      { requirePasskey: true, gates: [drift, { ...performance, severity: 'soft' }] },
      ...(['/gates/1/severity', /Nothing is waived/] as const),
    ],
    ['an approval that outlives its evidence', { approvalTtlDays: 31 }, '/approvalTtlDays', /longer than/],
  ])('P-66 P-199 finds %s', (_what, changes, pointer, sentence) => {
    const found = lint(changes).filter((each) => each.pointer === pointer);
    expect(found.map((each) => each.sentence).join(' ')).toMatch(sentence);
  });

  it.each<[string, Partial<Policy>, string[]]>([
    ['a loss at most, by its upper end', most('rmse', 9, 'upper'), []],
    ['a bias between two limits', gated({ metric: 'mean_error', minimum: -1, maximum: 1, use: 'point' }), []],
    ['a score between two limits', gated({ maximum: 0.99, use: 'point' }), []],
    ['one end of two limits', gated({ maximum: 0.99 }), ['warning /gates/0/use']],
    [
      'a least and a most of one number',
      { gates: [latency, { ...latency, id: 'b', op: 'at_least', use: 'lower' }] },
      [],
    ],
    [
      'two mosts of one number',
      { gates: [latency, { ...latency, id: 'b', limit: 2 }] },
      ['warning /gates/1'],
    ],
    ['a score that every value keeps', most('roc_auc', 1), ['error /gates/0/maximum']],
    ['a score that keeps its least alone', gated({ maximum: 1, use: 'point' }), ['warning /gates/0/maximum']],
    [
      'a loss with both',
      gated({ metric: 'ece', maximum: 0.2, use: 'point' }),
      ['error /gates/0/minimum', 'error /gates/0/minimum'],
    ],
    ['drift by a bound', { gates: [{ ...drift, use: 'lower' } as GateRule] }, ['error /gates/0/use']],
    ['a metric of the task that it is bound to', { bind: { tasks: ['binary'] } }, []],
    [
      'a metric of another task that holds nothing up',
      { bind: { tasks: ['ranking'] }, gates: [{ ...performance, severity: 'info' } as GateRule] },
      [],
    ],
    ['fairness by intervals', { gates: [{ ...fairness, use: 'interval' } as GateRule] }, []],
  ])('P-66 P-194 P-199 says of %s how sure it is', (_what, changes, expected) => {
    expect(lint(changes).map(({ severity, pointer }) => `${severity} ${pointer}`)).toEqual(expected);
  });

  it('P-66 finds seats that only one person in two of them could fill', () => {
    const both = [{ personId: 'p', name: 'p', roles: ['risk_officer', 'subject_matter_expert'] as const }];
    expect(lintPolicy(builtInPolicy, { members: both })).toMatchObject([
      { severity: 'error', pointer: '/slots' },
    ]);
  });
});

describe('what linting says of one and of several', () => {
  const saying = (slots: Policy['slots'], held: readonly (typeof everybody)[number][], people = {}) => {
    const able = held.map((role, index) => ({ personId: `p${index}`, name: `P ${index}`, roles: [role] }));
    return lintPolicy({ ...builtInPolicy, slots, ...people }, { members: able })[0]?.sentence;
  };
  const seats = (minimum: number) => [{ role: 'risk_officer', minimum } as const];

  it('P-66 counts one person in the singular', () => {
    const one = ['risk_officer'] as const;
    expect(saying(seats(2), one)).toBe(
      '2 with the role risk officer have to approve, and 1 active member holds it.',
    );
    expect(saying(seats(1), [])).toBe(
      '1 with the role risk officer has to approve, and 0 active members hold it.',
    );
    expect(saying(seats(1), one, { distinctPeople: 1 })).toBe(
      '1 person has to approve, which the 1 seat asks for already.',
    );
  });
});

describe('linting policies whose votes are signed', () => {
  const signed: Policy = { ...builtInPolicy, requirePasskey: true };
  const found = (holders?: string[]) =>
    lintPolicy(signed, { members, ...(holders && { passkeyHolders: new Set(holders) }) });

  it('P-66 finds seats that nobody with a passkey could fill, where somebody looked', () => {
    expect(found()).toEqual([]);
    expect(found(['p0', 'p1'])).toEqual([]);
    const pointer = '/requirePasskey';
    expect(found(['p0', 'p2'])).toEqual([
      { severity: 'warning', pointer, sentence: expect.stringMatching(/hold: risk officer\.$/) as string },
    ]);
    expect(found([])).toMatchObject([
      { pointer, sentence: expect.stringMatching(/hold: subject-matter expert, risk officer\.$/) as string },
    ]);
  });

  it('P-66 asks for no passkey, and finds no waiver, where votes need none', () => {
    const gates = [{ ...performance, severity: 'soft' as const }];
    expect(lintPolicy({ ...builtInPolicy, gates }, { members, passkeyHolders: new Set() })).toEqual([]);
    expect(lint({ recertifyOn: ['policy_change', 'schema_change'], recertifyDays: 90 })).toEqual([]);
  });
});

describe('what differs between policies', () => {
  const changes = (after: Partial<Policy>, before: Partial<Policy> = {}) =>
    diffPolicies({ ...builtInPolicy, ...before }, { ...builtInPolicy, ...after }).map(
      ({ path, tendency }) => `${path} ${tendency}`,
    );

  it.each<[string, Partial<Policy>, Partial<Policy>, string[]]>([
    ['nothing', {}, {}, []],
    [
      'a seat more',
      { slots: [...builtInPolicy.slots, { role: 'ml_engineer', minimum: 1 }] },
      {},
      ['slots/ml_engineer stricter'],
    ],
    ['a seat less', { slots: builtInPolicy.slots.slice(1) }, {}, ['slots/subject_matter_expert laxer']],
    [
      'a second person of a role',
      { slots: builtInPolicy.slots.map(({ role }) => ({ role, minimum: 2 })) },
      {},
      ['slots/subject_matter_expert/minimum stricter', 'slots/risk_officer/minimum stricter'],
    ],
    ['the order of seats', { slots: builtInPolicy.slots.toReversed() }, {}, []],
    ['a gate less', { gates: [drift, performance] }, {}, ['gates/fairness-passes laxer']],
    [
      'a limit',
      { gates: [{ ...drift, alert: 0.1 } as GateRule, fairness, performance] },
      {},
      ['gates/drift-quiet/alert stricter'],
    ],
    [
      'the point',
      { gates: [drift, fairness, { ...performance, use: 'point' } as GateRule] },
      {},
      ['gates/performance-holds/use laxer'],
    ],
    [
      'an info gate',
      { gates: [drift, fairness, { ...performance, severity: 'info' }] },
      {},
      ['gates/performance-holds/severity laxer'],
    ],
    [
      'an exclusion less',
      { exclude: ['trainers'] },
      {},
      ['exclude/labellers laxer', 'exclude/evidence_editors laxer'],
    ],
    ['no exclusions', {}, { exclude: undefined as never }, ['exclude stricter']],
    [
      'a higher minimum',
      { gates: [drift, fairness, { ...performance, minimum: 0.8 } as GateRule] },
      {},
      ['gates/performance-holds/minimum stricter'],
    ],
    [
      'a most beside a least',
      { gates: [drift, fairness, { ...performance, maximum: 0.99 } as GateRule] },
      {},
      ['gates/performance-holds/maximum stricter'],
    ],
    [
      'that more rows have to be labelled',
      { gates: [drift, fairness, { ...performance, minimumLabelCoverage: 0.9 } as GateRule] },
      { gates: [drift, fairness, { ...performance, minimumLabelCoverage: 0.8 } as GateRule] },
      ['gates/performance-holds/minimumLabelCoverage stricter'],
    ],
    [
      'that rows have to be labelled at all',
      { gates: [drift, fairness, { ...performance, minimumLabelCoverage: 0.8 } as GateRule] },
      {},
      ['gates/performance-holds/minimumLabelCoverage stricter'],
    ],
    [
      'that rows need no labels any more',
      {},
      { gates: [drift, fairness, { ...performance, minimumLabelCoverage: 0.8 } as GateRule] },
      ['gates/performance-holds/minimumLabelCoverage laxer'],
    ],
    [
      'terms',
      { approvalTtlDays: 15, evidenceMaxAgeDays: 29 },
      {},
      ['approvalTtlDays laxer', 'evidenceMaxAgeDays stricter'],
    ],
    ['a binding', { bind: { tags: ['credit'] } }, {}, ['bind laxer']],
    ['a binding gone', {}, { bind: { tags: ['credit'] } }, ['bind stricter']],
    [
      'a tier more',
      { bind: { riskTiers: ['high', 'medium'] } },
      { bind: { riskTiers: ['high'] } },
      ['bind/riskTiers/medium stricter'],
    ],
    [
      'another list',
      { bind: { riskTiers: ['high'], tags: ['a'] } },
      { bind: { riskTiers: ['high'] } },
      ['bind/tags laxer'],
    ],
    ['every alias', { alias: '*' }, {}, ['alias stricter']],
    ['a version', { version: 99 }, {}, ['version other']],
    ['people', { distinctPeople: 3 }, {}, ['distinctPeople stricter']],
    ['a way back as long as before', { rollbackDays: 30 }, {}, ['rollbackDays other']],
    ['a longer way back', { rollbackDays: 60 }, {}, ['rollbackDays laxer']],
    ['a way back that was longer', {}, { rollbackDays: 60 }, ['rollbackDays stricter']],
    ['a way back that was shorter', {}, { rollbackDays: 7 }, ['rollbackDays laxer']],
  ])('P-67 tells %s', (_what, after, before, expected) => {
    expect(changes(after, before)).toEqual(expected);
  });

  const measured = { id: 'm', title: 'M', kind: 'measurement', metric: 'latency', minimumN: 1 } as const;
  const most = { ...measured, op: 'at_most', limit: 200, use: 'point' } as const;
  const least = { ...measured, op: 'at_least', limit: 200, use: 'point' } as const;
  const ran = {
    ...{ id: 'm', title: 'M', minimumTests: 1, maximumFailures: 0, maximumSkipped: 0 },
    kind: 'tests',
  } as const;
  const loss: GateRule = {
    ...{ id: 'm', title: 'M', kind: 'performance', metric: 'rmse', maximum: 9, use: 'point', minimumN: 1 },
  };
  const rebuilt = { id: 'm', title: 'M', kind: 'reproducibility' } as const;

  it.each<[string, GateRule | null, GateRule | null, string[]]>([
    ['that hard is what says nothing', drift, { ...drift, severity: 'hard' }, ['/severity other']],
    ['a gate that is shown alone', null, { ...drift, severity: 'info' }, [' other']],
    ['one that was shown alone', { ...drift, severity: 'info' }, null, [' other']],
    [
      'what a gate that is shown alone asks for',
      { ...drift, severity: 'info' } as GateRule,
      { ...drift, severity: 'info', alert: 0.1 } as GateRule,
      ['/alert other'],
    ],
    ['a gate that is named like a member', null, { ...drift, id: 'limit' }, [' stricter']],
    [
      'a suite that is named like a member',
      { ...ran, suites: ['unit'] },
      { ...ran, suites: ['unit', 'use'] },
      ['/suites/use stricter'],
    ],
    ['that metrics may differ', rebuilt, { ...rebuilt, tolerance: 0.1 }, ['/tolerance laxer']],
    ['that bytes have to be the same', { ...rebuilt, tolerance: 0 }, rebuilt, ['/tolerance stricter']],
    ['a lower maximum', loss, { ...loss, maximum: 8 }, ['/maximum stricter']],
    [
      'no maximum any more',
      { ...loss, minimum: 1 },
      { ...loss, minimum: 1, maximum: undefined as never },
      ['/maximum laxer'],
    ],
    ['the upper end of a maximum', loss, { ...loss, use: 'upper' }, ['/use stricter']],
    ['the lower end of a maximum', loss, { ...loss, use: 'lower' }, ['/use laxer']],
    [
      'the upper end of a minimum',
      { ...loss, minimum: 1, maximum: undefined as never },
      { ...loss, minimum: 1, maximum: undefined as never, use: 'upper' },
      ['/use laxer'],
    ],
    ['one end of two limits', { ...loss, minimum: 1 }, { ...loss, minimum: 1, use: 'upper' }, ['/use other']],
    [
      'a maximum of another metric',
      loss,
      { ...loss, metric: 'mae', maximum: 3 },
      ['/maximum other', '/metric other'],
    ],
    ['drift by its upper end', drift, { ...drift, use: 'upper' } as GateRule, ['/use stricter']],
    ['drift by the point, as before', drift, { ...drift, use: 'point' } as GateRule, ['/use other']],
    ['drift by its lower end', drift, { ...drift, use: 'lower' } as GateRule, ['/use laxer']],
    [
      'an alert of another method',
      drift,
      { ...drift, method: 'ks', alert: 0.1 } as GateRule,
      ['/alert other', '/method other'],
    ],
    ['fairness by intervals', fairness, { ...fairness, use: 'interval' } as GateRule, ['/use stricter']],
    ['fairness by points', { ...fairness, use: 'interval' } as GateRule, fairness, ['/use laxer']],
    ['a lower most', most, { ...most, limit: 100 }, ['/limit stricter']],
    ['a higher most', most, { ...most, limit: 300 }, ['/limit laxer']],
    ['a higher least', least, { ...least, limit: 300 }, ['/limit stricter']],
    ['the upper end of a most', most, { ...most, use: 'upper' }, ['/use stricter']],
    ['the lower end of a most', most, { ...most, use: 'lower' }, ['/use laxer']],
    ['the upper end of a least', least, { ...least, use: 'upper' }, ['/use laxer']],
    ['the other end of a least', { ...least, use: 'upper' }, { ...least, use: 'lower' }, ['/use stricter']],
    [
      'a limit in another unit',
      { ...most, unit: 'ms' },
      { ...most, unit: 's', limit: 1 },
      ['/limit other', '/unit other'],
    ],
    ['the other direction', most, { ...least, limit: 100 }, ['/op other', '/limit other']],
  ])('P-67 tells %s of one gate', (_what, before, after, expected) => {
    const gates = (rule: GateRule | null) => ({ gates: rule === null ? [] : [rule] });
    const id = (before ?? after)?.id ?? '';
    const found = changes(gates(after), gates(before)).map((each) => each.replace(`gates/${id}`, ''));
    expect(found.sort()).toEqual(expected.sort());
  });
});

describe('taking past decisions again', () => {
  const target = {
    modelVersionId: 'v',
    artifactDigest: 'a',
    environment: 'production',
    alias: 'champion',
  } as const;
  const past: PastCase = {
    ...{ id: 'p', wasLetThrough: true, now: 1, people: members },
    request: {
      ...{ target, state: 'active', round: 1, subjectDigest: '', requesterId: 'r' },
      ...{ approvedAt: 0, expiresAt: 2, activatedAt: 1 },
    },
    gates: builtInPolicy.gates.map(({ id, kind }) => ({
      gateId: id,
      kind,
      verdict: 'pass',
      requirement: '',
      reason: '',
    })),
    votes: [0, 1].map((index) => ({
      ...{ personId: `p${index}`, decision: 'approve' as const, round: 1 },
      castAs: members[index]?.roles ?? [],
    })),
  };

  it('P-68 finds the same, what would have been blocked, and what would have been let through', () => {
    expect(replay(builtInPolicy, [past])).toEqual([{ id: 'p', outcome: 'same', missing: [] }]);
    const stricter: Policy = {
      ...builtInPolicy,
      slots: [...builtInPolicy.slots, { role: 'ml_engineer', minimum: 1 }],
    };
    expect(replay(stricter, [past])).toEqual([
      {
        ...{ id: 'p', outcome: 'would_have_blocked' },
        missing: [expect.objectContaining({ message: 'Nobody with the role ML engineer has approved yet.' })],
      },
    ]);
    const refused = { ...past, wasLetThrough: false };
    expect(replay(builtInPolicy, [refused])).toMatchObject([{ outcome: 'would_have_let_through' }]);
  });

  it('P-68 does not hold against a promotion what the log said later', () => {
    const day = 86_400_000;
    const request = { ...past.request, requestedAt: 0, seenAt: 40 * day };
    const inTime = { ...past, request, now: 2 * day };
    const policy = { ...builtInPolicy, deadlineDays: 3 };
    expect(replay(policy, [inTime])).toEqual([{ id: 'p', outcome: 'same', missing: [] }]);
    const late = { ...inTime, now: 3 * day };
    expect(replay(policy, [late])).toMatchObject([{ outcome: 'would_have_blocked' }]);
  });
});
