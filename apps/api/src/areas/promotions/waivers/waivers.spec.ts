import { type Actor } from '@countersign/domain/access';
import { builtInPolicy, type Policy } from '@countersign/domain/approvals';
import { canonicalJson } from '@countersign/domain/audit-log';
import { passportNames, verifyPassport } from '@countersign/domain/passport';
import { nativeHashing } from '@countersign/engines/hashing';
import { type DataSource } from 'typeorm';
import { connect } from '../../../database/data-source';
import { entities } from '../../../database/entities';
import { createTokenFor, idOf } from '../../../testing/accounts';
import { startTestApi, type TestApi } from '../../../testing/api';
import { measuredVersion } from '../../../testing/measured-version';
import { PassportForger } from '../../../testing/passport-forger';
import { publishedPolicy } from '../../../testing/published-policy';
import { run } from '../../../testing/release-path';

/** The policy of a new workspace, but that nobody reaches its metric, which may be waived. */
const policy: Policy = {
  ...builtInPolicy,
  version: builtInPolicy.version + 1,
  gates: builtInPolicy.gates.map((gate) =>
    gate.kind === 'performance' ? { ...gate, minimum: 0.9999, severity: 'soft' } : gate,
  ),
};
const [gateId, otherId] = ['performance-holds', 'drift-quiet'] as const;

const waive = `mutation ($promotionId: ID!, $gateId: String!, $reason: String!, $subjectDigest: String!) {
  waiveGate(promotionId: $promotionId, gateId: $gateId, reason: $reason, subjectDigest: $subjectDigest) {
    ... on Refusal { code message } ... on PromotionChanged { auditEntry { sequence } promotion { state } } } }`;
const read = `query ($id: ID!) { promotion(id: $id) { state brief
  gates { id severity isBlocking isWaivable verdict }
  waivers { gateId round verdict found person { name } reason counts }
  viewerActions { action allowed } } }`;

interface Opened {
  id: string;
  round: number;
  subjectDigest: string;
  state: string;
}
interface Waived {
  code?: string;
  promotion?: { state: string };
}
interface Page {
  state: string;
  brief: string[];
  gates: { id: string; severity: string; isBlocking: boolean; isWaivable: boolean; verdict: string }[];
  waivers: { counts: boolean; found: string }[];
  viewerActions: { action: string; allowed: boolean }[];
}

describe('waiving what a gate found', () => {
  let api: TestApi;
  let application: DataSource;
  let opened: Opened;
  let secret: string;
  beforeAll(async () => {
    api = await startTestApi();
    application = await connect(process.env['TEST_DATABASE_URL'] ?? '', entities, { poolSize: 2 });
    await publishedPolicy(api, policy);
    secret = (await createTokenFor(await api.as('ira'), { scope: 'READ' })).secret;
    const { modelVersionId } = await measuredVersion(api, 'short');
    const input = { modelVersionId, rationale: 'Nearly as good as asked for.' };
    const answer = await run<{ promotion: Opened }>(await api.as('dana'), 'requestPromotion', { input });
    opened = answer.promotion;
  });
  afterAll(async () => {
    await application.destroy();
    await api.stop();
  });

  const waiveAs = async (who: string, change: Record<string, unknown> = {}) => {
    const { id: promotionId, subjectDigest } = opened;
    const asked = { promotionId, gateId, reason: 'Good enough.', subjectDigest, ...change };
    return (await (await api.as(who)).data<{ waiveGate: Waived }>(waive, asked)).waiveGate;
  };
  const page = async (who = 'riley') =>
    (await (await api.as(who)).data<{ promotion: Page }>(read, { id: opened.id })).promotion;
  const vote = async (who: string) => {
    const { id: promotionId, round, subjectDigest } = opened;
    const input = { promotionId, round, subjectDigest, decision: 'APPROVE' };
    await run(await api.as(who), 'castVote', { input });
  };
  const inbox = async (who: string) => {
    const { inbox: items } = await (
      await api.as(who)
    ).data<{ inbox: { kind: string }[] }>('{ inbox { kind } }');
    return items.map(({ kind }) => kind);
  };
  const asked = async () => {
    const query = new URLSearchParams({ model: 'short', version: '1', to: 'production' });
    const response = await fetch(`${api.url}/v1/gate?${query}`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    return (await response.json()) as {
      allowed: boolean;
      reasons: { message: string }[];
      gates: { gateId: string; waived?: { by: string } }[];
    };
  };
  /** Runs SQL as the server's role would, inside the workspace; nothing of it stays. */
  const attempt = async (sql: string) => {
    const runner = application.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [api.workspaceId]);
      await runner.query(sql);
      await runner.query('SET CONSTRAINTS ALL IMMEDIATE');
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  };
  const inserted = async (who: string, change: Record<string, string> = {}) => {
    const found = (await page()).gates.find(({ id }) => id === gateId);
    const { rows } = await api.owner.query(
      `SELECT gate ->> 'reason' AS reason, gate ->> 'evidenceDigest' AS digest
       FROM promotion, jsonb_array_elements(gates) gate WHERE id = $1 AND gate ->> 'gateId' = $2`,
      [opened.id, gateId],
    );
    const { reason, digest } = rows[0] as { reason: string; digest: string };
    const row: Record<string, string> = {
      ...{ workspace: api.workspaceId, promotion: opened.id, round: '1', subject: opened.subjectDigest },
      ...{ gate: gateId, verdict: found?.verdict.toLowerCase() ?? '', found: reason, evidence: digest },
      ...{ by: `person:${await idOf(await api.as(who))}`, roles: '{risk_officer}', why: 'x', ...change },
    };
    const values = Object.values(row).map((value) => `'${value.replaceAll("'", "''")}'`);
    return `INSERT INTO gate_waiver VALUES (gen_random_uuid(), ${values.join(', ')}, now())`;
  };

  it('GE-20 GE-23 shows that it holds the promotion up, and that it can be waived', async () => {
    expect(opened.state).toBe('BLOCKED');
    const { gates, waivers, viewerActions } = await page();
    expect(gates).toContainEqual({
      ...{ id: gateId, severity: 'SOFT', isBlocking: true, isWaivable: true, verdict: 'FAIL' },
    });
    expect(gates).toContainEqual({
      ...{ id: otherId, severity: 'HARD', isBlocking: true, isWaivable: false, verdict: 'PASS' },
    });
    expect(waivers).toEqual([]);
    expect(viewerActions).toContainEqual({ action: 'WAIVE', allowed: true });
    const { allowed, reasons } = await asked();
    expect(allowed).toBe(false);
    expect(reasons[0]?.message).toContain('(fail, can be waived)');
  });

  it.each<[who: string, change: Record<string, unknown>, code: string]>([
    ['dana', {}, 'SELF_APPROVAL'],
    ['mel', {}, 'ROLE_NOT_REQUIRED'],
    ['riley', { gateId: otherId }, 'GATE_NOT_WAIVABLE'],
    ['riley', { gateId: 'nobody-knows' }, 'GATE_NOT_WAIVABLE'],
    ['riley', { subjectDigest: 'old' }, 'STALE_ROUND'],
  ])('GE-20 GE-21 refuses %s %j as %s, and writes it down', async (who, change, code) => {
    expect(await waiveAs(who, change)).toMatchObject({ code });
    const { rows } = await api.owner.query(
      `SELECT outcome FROM audit_entry WHERE subject_id = $1 AND action = 'waiveGate' ORDER BY sequence DESC LIMIT 1`,
      [opened.id],
    );
    expect(rows).toEqual([{ outcome: 'refused' }]);
    expect((await page()).waivers).toEqual([]);
  });

  it('GE-21 is refused without a reason, and to who has no vote at all', async () => {
    const { id: promotionId, subjectDigest } = opened;
    const bad = await (
      await api.as('riley')
    ).graphql(waive, { promotionId, gateId, reason: ' ', subjectDigest });
    expect(bad.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'reason' });
    const auditor = await (
      await api.as('ada')
    ).graphql(waive, { promotionId, gateId, reason: 'x', subjectDigest });
    expect(auditor.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('GE-25 refuses SQL in the server’s place that waives what nobody may, or for somebody else', async () => {
    await expect(attempt(await inserted('riley'))).rejects.toThrow(/must have its entry in the audit log/);
    const refused: [who: string, change: Record<string, string>, why: RegExp][] = [
      ['dana', { roles: '{data_scientist}' }, /in a role that votes/],
      ['dana', {}, /in a role that votes/],
      ['mel', { roles: '{ml_engineer}' }, /in a role that votes/],
      ['riley', { gate: otherId }, /lets waive/],
      ['riley', { found: 'Nothing.' }, /lets waive/],
      ['riley', { evidence: '0'.repeat(64) }, /lets waive/],
      ['riley', { verdict: 'unknown' }, /lets waive/],
      ['riley', { verdict: 'pass' }, /violates|lets waive/],
      ['riley', { round: '2' }, /open round/],
      ['riley', { subject: 'other' }, /open round/],
    ];
    for (const [who, change, why] of refused)
      await expect(attempt(await inserted(who, change))).rejects.toThrow(why);
  });

  it('GE-21 waits for those who voted, while nothing else holds it up', async () => {
    expect(await inbox('riley')).toContain('REVIEW');
    await vote('riley');
    expect(await inbox('riley')).toContain('WAIVE');
    await vote('sam');
    expect((await page()).state).toBe('BLOCKED');
  });

  it('GE-20 GE-22 GE-23 lets the promotion go on, with who, why and on what', async () => {
    expect(await waiveAs('sam')).toMatchObject({ promotion: { state: 'APPROVED' } });
    expect(await waiveAs('riley')).toMatchObject({ code: 'PROMOTION_CLOSED' });
    const { waivers, brief, gates } = await page();
    expect(gates).toContainEqual({
      ...{ id: gateId, severity: 'SOFT', isBlocking: false, isWaivable: false, verdict: 'FAIL' },
    });
    expect(waivers).toEqual([
      {
        ...{ gateId, round: 1, verdict: 'FAIL', found: expect.any(String) as string },
        ...{ person: { name: 'Sam Lindqvist' }, reason: 'Good enough.', counts: true },
      },
    ]);
    expect(brief.join(' ')).toContain('waived this');
    const answer = await asked();
    expect(answer).toMatchObject({ allowed: true, reasons: [] });
    const told = answer.gates.filter(({ waived }) => waived !== undefined);
    expect(told).toMatchObject([{ gateId, waived: { by: await idOf(await api.as('sam')) } }]);
    await run(await api.as('mel'), 'activatePromotion', { id: opened.id });
    expect((await page()).state).toBe('ACTIVE');
  });

  it('GE-25 is a record that nobody changes', async () => {
    await expect(attempt(`UPDATE gate_waiver SET reason = 'Better.'`)).rejects.toThrow(/permission denied/);
    await expect(attempt('DELETE FROM gate_waiver')).rejects.toThrow(/permission denied/);
    await expect(api.owner.query(`UPDATE gate_waiver SET reason = 'x'`)).rejects.toThrow(/cannot be changed/);
    await expect(api.owner.query('DELETE FROM gate_waiver')).rejects.toThrow(/cannot be changed/);
  });

  describe('in the passport', () => {
    type Recorded = { waivers: Record<string, unknown>[]; gates: { gateId: string; verdict: string }[] };
    let bytes: Uint8Array;
    beforeAll(async () => {
      const riley: Actor = {
        ...{ kind: 'person', id: await idOf(await api.as('riley')), name: 'Riley' },
        ...{ workspaceId: api.workspaceId, roles: ['risk_officer'] },
      };
      bytes = (await api.services.passports.passport(riley, opened.id)).bytes;
    });

    const verified = (file: Uint8Array) => verifyPassport(file, { hashing: nativeHashing }).checks;
    const failedIn = (file: Uint8Array) =>
      verified(file).flatMap(({ check, status, detail }) =>
        status === 'failed' ? [`${check}: ${detail}`] : [],
      );
    /** With another case, signed with the key of the log itself: what is found then is not the signature. */
    const forged = (change: (recorded: Recorded) => void) => {
      const forger = new PassportForger(api.services.auditExtract.signer(api.workspaceId));
      const files = forger.open(bytes);
      const recorded = JSON.parse(forger.text(files, passportNames.caseFile)) as Recorded;
      change(recorded);
      return forger.put(files, passportNames.caseFile, canonicalJson(recorded));
    };

    it('GE-23 is taken again, and named', () => {
      expect(failedIn(bytes)).toEqual([]);
      const detail = verified(bytes).find(({ check }) => check === 'decision')?.detail;
      expect(detail).toContain(`${gateId} was waived by`);
      expect(verified(forged(() => undefined)).filter(({ status }) => status === 'failed')).toEqual([]);
    });

    it.each<[what: string, change: (recorded: Recorded) => void, found: RegExp]>([
      ['left out', (recorded) => recorded.waivers.splice(0), /log tells of 1 waiver of a gate/],
      ['doubled', ({ waivers }) => waivers.push(waivers[0] ?? {}), /log tells of 1 waiver of a gate/],
      [
        'of somebody else',
        ({ waivers: [one] }) => Object.assign(one ?? {}, { personId: 'riley' }),
        /not among/,
      ],
      ['of another gate', ({ waivers: [one] }) => Object.assign(one ?? {}, { gateId: otherId }), /not among/],
      [
        'of another finding',
        ({ waivers: [one] }) => Object.assign(one ?? {}, { found: 'Fine.' }),
        /not among/,
      ],
      ['of another time', ({ waivers: [one] }) => Object.assign(one ?? {}, { waivedAt: 1 }), /not among/],
      [
        'in other roles',
        ({ waivers: [one] }) => Object.assign(one ?? {}, { castAs: ['admin'] }),
        /not among/,
      ],
    ])('GE-23 is found out where it was %s', (_, change, found) => {
      expect(failedIn(forged(change)).join(' ')).toMatch(found);
    });
  });
});
