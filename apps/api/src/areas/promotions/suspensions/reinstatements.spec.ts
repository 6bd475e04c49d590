import { type Actor } from '@countersign/domain/access';
import { builtInPolicy } from '@countersign/domain/approvals';
import { payloadCommitment } from '@countersign/domain/audit-log';
import { verifyPassport } from '@countersign/domain/passport';
import { type DataSource } from 'typeorm';
import { connect } from '../../../database/data-source';
import { entities } from '../../../database/entities';
import { systemActor } from '../../../jobs/job';
import { idOf } from '../../../testing/accounts';
import { startTestApi, type TestApi } from '../../../testing/api';
import { releasableVersion } from '../../../testing/releasable-version';
import { activate, alarm, codeOf, publish, reinstateDocument } from '../../../testing/serving';

const read = `query ($id: ID!) { promotion(id: $id) {
  reinstatements { cause at person { name } reason printedName meaning isSigned } } }`;

interface Shown {
  cause: string;
  at: string;
  person: { name: string };
  printedName: string | null;
  meaning: string;
}

describe('that a suspension was lifted', () => {
  let api: TestApi;
  let application: DataSource;
  let id: string;
  beforeAll(async () => {
    api = await startTestApi();
    application = await connect(process.env['TEST_DATABASE_URL'] ?? '', entities, { poolSize: 2 });
    // What the audit found is made by the API, so that a passport of it is whole.
    const gates = builtInPolicy.gates.filter(({ kind }) => kind === 'fairness');
    await publish(api, { name: 'lifts', environment: 'staging', alias: 'lifts', gates });
    const { modelVersionId } = await releasableVersion(api, 'lifted');
    id = await activate(api, modelVersionId, { environment: 'STAGING', alias: 'lifts' });
    for (const name of ['riley', 'sam']) {
      await alarm(api, modelVersionId, { at: new Date() });
      await api.services.suspensions.suspendDue(systemActor(api.workspaceId));
      expect(codeOf(await (await api.as(name)).graphql(reinstateDocument, { id }))).toBe('OK');
    }
  });
  afterAll(async () => {
    await application.destroy();
    await api.stop();
  });

  const shown = async () =>
    (await (await api.as('ada')).data<{ promotion: { reinstatements: Shown[] } }>(read, { id })).promotion
      .reinstatements;
  const signers = async () => {
    const ada: Actor = {
      ...{ kind: 'person', id: await idOf(await api.as('ada')), name: 'Ada' },
      ...{ workspaceId: api.workspaceId, roles: ['auditor'] },
    };
    const { bytes } = await api.services.passports.passport(ada, id);
    return verifyPassport(bytes).checks.find(({ check }) => check === 'signers');
  };
  const rows = async () =>
    (
      await api.owner.query<{
        name: string | null;
        salt: string | null;
        commitment: string;
        payload: string;
      }>(
        `SELECT suspension.lift_printed_name AS name, suspension.lift_name_salt AS salt,
           entry.payload ->> 'nameCommitment' AS commitment, entry.payload::text AS payload
         FROM suspension JOIN audit_entry entry ON entry.workspace_id = suspension.workspace_id
           AND entry.subject_id = suspension.promotion_id::text AND entry.action = 'reinstatePromotion'
           AND entry.actor = suspension.lifted_by
         WHERE suspension.promotion_id = $1 ORDER BY suspension.lifted_at`,
        [id],
      )
    ).rows;

  it('P-172 shows who lifted it, when, and what that says, as a vote does', async () => {
    expect(await shown()).toEqual([
      {
        ...{ cause: 'ALERT', at: expect.any(String) as string, person: { name: 'Riley Moreau' } },
        ...{ reason: 'Looked at.', printedName: 'Riley Moreau', isSigned: false },
        meaning: 'I have looked at this release again and let it go on as risk officer.',
      },
      {
        ...{ cause: 'ALERT', at: expect.any(String) as string, person: { name: 'Sam Lindqvist' } },
        ...{ reason: 'Looked at.', printedName: 'Sam Lindqvist', isSigned: false },
        meaning: 'I have looked at this release again and let it go on as subject-matter expert.',
      },
    ]);
  });

  it('P-172 tells the log what commits to the name, and not the name', async () => {
    for (const { name, salt, commitment, payload } of await rows()) {
      expect(payloadCommitment(name ?? '', salt ?? '')).toBe(commitment);
      expect(payload).not.toMatch(/Moreau|Lindqvist/);
    }
  });

  it('P-172 P-147 is printed in the passport, by the commitment of its entry', async () => {
    expect(await signers()).toMatchObject({
      status: 'passed',
      detail: expect.stringMatching(
        /Riley Moreau, [^;]*“I have looked at this release again and let it go on as risk officer\.”/,
      ) as string,
    });
  });

  it('P-172 is as it was, whoever writes SQL in the server’s place, until its person is erased', async () => {
    const attempt = async (sql: string) => {
      const runner = application.createQueryRunner();
      try {
        await runner.startTransaction();
        await runner.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [api.workspaceId]);
        await runner.query(`UPDATE suspension SET ${sql} WHERE promotion_id = '${id}'`);
      } finally {
        await runner.rollbackTransaction();
        await runner.release();
      }
    };
    for (const change of [
      `lift_printed_name = 'Ada'`,
      'lift_printed_name = NULL, lift_name_salt = NULL',
      `lift_meaning = 'I looked away.'`,
    ])
      await expect(attempt(change)).rejects.toThrow(/it can only be lifted, once/);
    const riley = await idOf(await api.as('riley'));
    await api.owner.query(
      `UPDATE member SET pseudonymised_at = now(), deactivated_at = now(), name = 'Former member' WHERE id = $1`,
      [riley],
    );
    expect(await rows()).toMatchObject([
      { name: null, salt: null },
      { name: 'Sam Lindqvist', salt: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
    ]);
    expect(await signers()).toMatchObject({ status: 'unknown' });
    expect(await shown()).toMatchObject([{ printedName: null }, { printedName: 'Sam Lindqvist' }]);
  });
});
