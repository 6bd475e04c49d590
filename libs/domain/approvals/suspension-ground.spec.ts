import fc from 'fast-check';
import {
  builtInPolicy,
  changedColumns,
  suspensionGround,
  type Policy,
  type Promotion,
  type SchemaChange,
  type SinceApproval,
} from './index';

const day = 86_400_000;
const now = Date.UTC(2026, 5, 30);
const [drift, , performance] = builtInPolicy.gates as [
  Policy['gates'][number],
  Policy['gates'][number],
  Policy['gates'][number],
];

const active = (policy: Policy = builtInPolicy): Promotion => ({
  target: { modelVersionId: 'v', artifactDigest: 'a', environment: 'production', alias: 'champion' },
  ...{ state: 'active', round: 1, subjectDigest: 's', requesterId: 'r', policy, gates: [], votes: [] },
  ...{ approvedAt: now - 50 * day, expiresAt: now - 40 * day, activatedAt: now - 49 * day },
});
const quiet: SinceApproval = { lookedAt: now - 49 * day, alert: null, hasOwnerLeft: false, inForce: null };
const ground = (known: Partial<SinceApproval>, policy?: Policy, at = now) =>
  suspensionGround(active(policy), { ...quiet, ...known }, at);
const from = (gateId: string, producedAt: number) => ({
  ...{ gateId, producedAt, source: { kind: 'monitor_run' as const, id: `run of ${gateId}` } },
});

describe('evidence that ages while a version serves', () => {
  it('P-156 ends the approval after the days of the policy, to the millisecond, and names gate, day and run', () => {
    const producedAt = now - 30 * day;
    const evidence = [from(drift.id, producedAt), from(performance.id, now)];
    expect(ground({ evidence })).toBeNull();
    expect(ground({ evidence }, builtInPolicy, now + 1)).toEqual({
      cause: 'evidence',
      reason: `While it serves, its evidence has grown older than the policy lets it: “${drift.title}”.`,
      findings: [
        {
          ...{ subject: drift.title, measure: 'evidence', found: 'produced on 2026-05-31' },
          ...{
            expected: 'not older than 30 days',
            source: { kind: 'monitor_run', id: `run of ${drift.id}` },
          },
        },
      ],
    });
  });

  it.each<[number, number | null, number]>([
    [30, null, 30],
    [30, 7, 7],
    [7, 30, 7],
  ])('P-156 takes the fewer of %s and %s days', (own, inForce, days) => {
    const policy = { ...builtInPolicy, evidenceMaxAgeDays: own };
    const known = {
      evidence: [from(drift.id, now)],
      inForce: inForce === null ? null : { ...builtInPolicy, evidenceMaxAgeDays: inForce },
    };
    expect(ground(known, policy, now + days * day)).toBeNull();
    expect(ground(known, policy, now + days * day + 1)?.cause).toBe('evidence');
  });

  it('P-156 GE-11 takes the days of the gate where they are fewer, of its own policy and of the one in force', () => {
    const fresher = { ...builtInPolicy, gates: [{ ...drift, maximumAgeDays: 7 }] };
    const evidence = [from(drift.id, now)];
    for (const [own, inForce] of [
      [fresher, null],
      [builtInPolicy, fresher],
    ] as const) {
      expect(ground({ evidence, inForce }, own, now + 7 * day)).toBeNull();
      expect(ground({ evidence, inForce }, own, now + 7 * day + 1)?.findings).toMatchObject([
        { subject: drift.title, expected: 'not older than 7 days' },
      ]);
    }
  });

  it('P-157 counts what somebody looked at anew from then on', () => {
    const evidence = [from(drift.id, now - 400 * day)];
    expect(ground({ evidence, agesFrom: now })).toBeNull();
    expect(ground({ evidence, agesFrom: now }, builtInPolicy, now + 30 * day)).toBeNull();
    expect(ground({ evidence, agesFrom: now }, builtInPolicy, now + 30 * day + 1)?.cause).toBe('evidence');
  });

  it('P-156 leaves out what is said about the artefact, what is for information, and what was never measured', () => {
    const tests: Policy['gates'][number] = {
      ...{
        id: 'tests',
        title: 'Tests',
        kind: 'tests',
        maximumFailures: 0,
        minimumTests: 1,
        maximumSkipped: 0,
      },
    };
    const old = { ...builtInPolicy, gates: [tests, { ...drift, severity: 'info' as const }] };
    const evidence = [from('tests', 0), from(drift.id, 0), from('nobody’s', 0)];
    expect(ground({ evidence }, old)).toBeNull();
    expect(ground({ evidence: [] })).toBeNull();
  });
});

describe('another schema', () => {
  const schema: SchemaChange = {
    ...{ seenIn: 'version 2 of the data set “rows”', at: now - day },
    columns: [
      { column: 'age', before: 'numeric', after: null },
      { column: 'job', before: 'categorical', after: 'numeric' },
    ],
    source: { kind: 'dataset_version', id: 'd2' },
  };
  const asking: Policy = { ...builtInPolicy, recertifyOn: ['schema_change'] };

  it('P-158 ends the approval where its policy or the one in force asks to look then', () => {
    expect(ground({ schema })).toBeNull();
    expect(ground({ schema }, { ...builtInPolicy, recertifyOn: ['policy_change'] })).toBeNull();
    expect(ground({ schema, inForce: asking })?.cause).toBe('schema_change');
    expect(ground({ schema }, asking)).toEqual({
      cause: 'schema_change',
      reason: 'Since 2026-06-29 the data it reads have another schema, by version 2 of the data set “rows”.',
      findings: [
        { subject: 'age', measure: 'schema', found: 'missing', expected: 'numeric', source: schema.source },
        {
          subject: 'job',
          measure: 'schema',
          found: 'numeric',
          expected: 'categorical',
          source: schema.source,
        },
      ],
    });
  });

  it('P-158 does not count what somebody looked at, or what changes nothing that is read', () => {
    expect(ground({ schema, lookedAt: schema.at }, asking)).toBeNull();
    expect(ground({ schema: { ...schema, columns: [] } }, asking)).toBeNull();
  });

  it('P-158 finds what is gone or of another kind, and neither what came nor another order (seed 158)', () => {
    const columns = fc.uniqueArray(
      fc.record({ name: fc.string(), kind: fc.constantFrom('numeric', 'categorical', 'timestamp') }),
      { selector: ({ name }) => name, maxLength: 8 },
    );
    fc.assert(
      fc.property(columns, columns, (read, more) => {
        const others = more.filter(({ name }) => read.every((each) => each.name !== name));
        expect(changedColumns(read, [...others, ...[...read].reverse()])).toEqual([]);
        expect(changedColumns(read, others).map(({ column }) => column)).toEqual(
          read.map(({ name }) => name),
        );
        const changed = read.map(({ name }) => ({ name, kind: 'other' }));
        expect(changedColumns(read, changed)).toEqual(
          read.map(({ name, kind }) => ({ column: name, before: kind, after: 'other' })),
        );
      }),
      { seed: 158, numRuns: 200 },
    );
  });
});

describe('a policy that became stricter', () => {
  const asking: Policy = { ...builtInPolicy, recertifyOn: ['policy_change'] };
  const stricter: Policy = { ...asking, version: 2, evidenceMaxAgeDays: 20, distinctPeople: 3 };

  it('P-159 ends the approval and names every rule that asks for more, beside what it was', () => {
    expect(ground({ inForce: stricter }, asking)).toEqual({
      cause: 'policy_change',
      reason:
        'The policy of this place asks for more than when somebody last looked: distinctPeople, evidenceMaxAgeDays.',
      findings: [
        {
          ...{ subject: 'distinctPeople', measure: 'policy', found: '3', expected: 'nothing', source: null },
        },
        { subject: 'evidenceMaxAgeDays', measure: 'policy', found: '20', expected: '30', source: null },
      ],
    });
  });

  it('P-159 lets a policy lie that asks for less, is called otherwise, or asks nobody to look', () => {
    const laxer = { ...asking, evidenceMaxAgeDays: 60, approvalTtlDays: 60 };
    expect(ground({ inForce: laxer }, asking)).toBeNull();
    const named = { ...asking, name: 'other', version: 9, alias: '*' };
    expect(ground({ inForce: named }, asking)).toBeNull();
    expect(ground({ inForce: { ...stricter, recertifyOn: undefined } as never })).toBeNull();
    expect(ground({ inForce: null }, asking)).toBeNull();
  });

  it('P-159 does not count what somebody looked at, and counts what came after it', () => {
    expect(ground({ inForce: stricter, lookedBy: stricter }, asking)).toBeNull();
    const again = { ...stricter, approvalTtlDays: 1 };
    expect(ground({ inForce: again, lookedBy: stricter }, asking)?.findings).toMatchObject([
      { subject: 'approvalTtlDays', found: '1', expected: '14' },
    ]);
  });
});
