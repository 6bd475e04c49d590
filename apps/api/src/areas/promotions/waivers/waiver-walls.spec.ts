import { builtInPolicy } from '@countersign/domain/approvals';
import { type DataSource } from 'typeorm';
import { connect } from '../../../database/data-source';
import { entities } from '../../../database/entities';
import { createTokenFor, goodPassword, idOf, makeAccount } from '../../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../../testing/api';
import { releasableVersion } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';
import { codeOf, publish, type TestPlace } from '../../../testing/serving';

const short: TestPlace = { environment: 'STAGING', alias: 'short' };
const signed: TestPlace = { environment: 'STAGING', alias: 'signed' };
const gateId = 'performance-holds';
const softly = {
  environment: 'staging' as const,
  gates: builtInPolicy.gates
    .filter(({ kind }) => kind !== 'fairness')
    .map((gate) =>
      gate.kind === 'performance' ? { ...gate, minimum: 0.99, severity: 'soft' as const } : gate,
    ),
};
const waive = `mutation ($promotionId: ID!, $subjectDigest: String!) {
  answer: waiveGate(promotionId: $promotionId, gateId: "${gateId}", reason: "Near.", subjectDigest: $subjectDigest) {
    ... on Refusal { code } } }`;

interface Opened {
  id: string;
  round: number;
  subjectDigest: string;
}

describe('the walls of the database around waivers', () => {
  let api: TestApi;
  let application: DataSource;
  let versions: string[];
  let both: ApiClient;
  beforeAll(async () => {
    api = await startTestApi();
    application = await connect(process.env['TEST_DATABASE_URL'] ?? '', entities, { poolSize: 2 });
    await publish(api, { name: 'short', alias: 'short', ...softly });
    await publish(api, { name: 'signed', alias: 'signed', ...softly, requirePasskey: true });
    versions = [];
    for (const name of ['one', 'two', 'three', 'four'])
      versions.push((await releasableVersion(api, name)).modelVersionId);
    const roles = ['DATA_SCIENTIST', 'RISK_OFFICER', 'ADMIN'];
    both = await makeAccount(api, { email: 'both@example.org', roles });
  });
  afterAll(async () => {
    await application.destroy();
    await api.stop();
  });

  const request = async (client: ApiClient, at: number, place = short): Promise<Opened> => {
    const input = { modelVersionId: versions[at], rationale: 'Nearly as good.', ...place };
    return (await run<{ promotion: Opened }>(client, 'requestPromotion', { input })).promotion;
  };
  /** Runs the statement in the server's place; nothing of it stays. */
  const attempt = async ({ id }: Opened, client: ApiClient) => {
    const runner = application.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [api.workspaceId]);
      await runner.query(
        `INSERT INTO gate_waiver SELECT gen_random_uuid(), workspace_id, id, round, subject_digest, gate ->> 'gateId',
           gate ->> 'verdict', gate ->> 'reason', gate ->> 'evidenceDigest', $2, '{risk_officer}', 'x', now()
         FROM promotion, jsonb_array_elements(gates) gate WHERE id = $1 AND gate ->> 'gateId' = $3`,
        [id, `person:${await idOf(client)}`, gateId],
      );
      await runner.query('SET CONSTRAINTS ALL IMMEDIATE');
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  };
  const couldNotVote = /by somebody who could vote on the promotion/;
  const unrecorded = /must have its entry in the audit log/;

  it('GE-25 refuses the requester and who answers for a requesting service, whatever roles they hold', async () => {
    const asked = await request(both, 0);
    await expect(attempt(asked, both)).rejects.toThrow(couldNotVote);
    await expect(attempt(asked, await api.as('riley'))).rejects.toThrow(unrecorded);
    const { secret } = await createTokenFor(both, { scope: 'WRITE' });
    const byService = await request(api.withToken(secret), 1);
    await expect(attempt(byService, both)).rejects.toThrow(couldNotVote);
    await expect(attempt(byService, await api.as('riley'))).rejects.toThrow(unrecorded);
  });

  it('GE-25 refuses whoever depends on the requester, and who made the version', async () => {
    const { inviteMember } = await both.data<{ inviteMember: { token: string } }>(
      `mutation { inviteMember(input: { email: "theirs@example.org", roles: [RISK_OFFICER] }) {
         ... on MemberInvited { token } } }`,
    );
    const theirs = await api.signIn({
      invitation: { token: inviteMember.token, name: 'Theirs', password: goodPassword },
    });
    const asked = await request(both, 2);
    await expect(attempt(asked, theirs)).rejects.toThrow(couldNotVote);
    const dana = await api.as('dana');
    await (
      await api.as('ira')
    ).data(
      `mutation ($id: ID!) {
      setMemberRoles(input: { memberId: $id, roles: [DATA_SCIENTIST, RISK_OFFICER] }) { __typename } }`,
      {
        id: await idOf(dana),
      },
    );
    await expect(attempt(asked, dana)).rejects.toThrow(couldNotVote);
    await expect(attempt(asked, await api.as('riley'))).rejects.toThrow(unrecorded);
  });

  it('P-171 GE-20 waives nothing where the policy takes no vote without a passkey', async () => {
    const asked = await request(await api.as('dana'), 3, signed);
    const { id: promotionId, subjectDigest } = asked;
    const riley = await api.as('riley');
    expect(codeOf(await riley.graphql(waive, { promotionId, subjectDigest }))).toBe('GATE_NOT_WAIVABLE');
    await expect(attempt(asked, riley)).rejects.toThrow(/lets waive/);
  });
});
