import { policyDigest, policyTemplates } from '@countersign/domain/approvals';
import { v7 as uuidv7 } from 'uuid';
import { type Database } from '../../../database/database';
import { startTestApi, type TestApi } from '../../../testing/api';
import { ensureWorkspace } from '../../access/ensure-workspace';
import { ensurePolicies } from './ensure-policies';

describe('ensurePolicies', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  const named = policyTemplates.map((policy) => ({ ...policy, digest: policyDigest(policy) }));
  const policiesOf = async (workspaceId: string) =>
    (
      await api.owner.query<{ name: string; version: number; digest: string }>(
        'SELECT name, version, digest FROM policy WHERE workspace_id = $1 ORDER BY version DESC, name DESC',
        [workspaceId],
      )
    ).rows;

  it('P-18 P-175 publishes the three built-in policies once, each with its entry, however many servers start at once', async () => {
    const workspaceId = await ensureWorkspace(api.database, `test-${uuidv7()}`, false);
    await Promise.all([1, 2, 3].map(() => ensurePolicies(api.database, workspaceId)));
    expect(await ensurePolicies(api.database, workspaceId)).toEqual([]);
    expect(await policiesOf(workspaceId)).toEqual(
      named.map(({ name, version, digest }) => ({ name, version, digest })),
    );
    const entries = await api.owner.query(
      `SELECT action, actor, outcome, canonical::jsonb -> 'subject' ->> 'digest' AS subject_digest, payload
       FROM audit_entry WHERE workspace_id = $1 ORDER BY sequence`,
      [workspaceId],
    );
    expect(entries.rows).toEqual(
      named.map(({ name, version, digest }) => ({
        ...{ action: 'publishPolicy', actor: 'operator:operator', outcome: 'done' },
        ...{ subject_digest: digest, payload: { name, version } },
      })),
    );
  });

  it('P-18 P-175 keeps what another server published between its look and its writing', async () => {
    const workspaceId = await ensureWorkspace(api.database, `test-${uuidv7()}`, false);
    const write: Database['write'] = async (actor, work) => {
      await ensurePolicies(api.database, workspaceId);
      return api.database.write(actor, work);
    };
    const overtaken = Object.create(api.database, { write: { value: write } }) as Database;
    expect(await ensurePolicies(overtaken, workspaceId)).toEqual([]);
    expect(await policiesOf(workspaceId)).toEqual(
      named.map(({ name, version, digest }) => ({ name, version, digest })),
    );
  });

  it('P-175 leaves a workspace that has a policy as it is, and says which ones it never had', async () => {
    const { workspaceId } = api;
    const before = await policiesOf(workspaceId);
    expect(before.map(({ name }) => name)).toEqual(['production-champion']);
    expect(await ensurePolicies(api.database, workspaceId)).toEqual([
      'medium-risk-champion',
      'high-risk-champion',
    ]);
    expect(await policiesOf(workspaceId)).toEqual(before);
  });

  it('throws on any other failure', async () => {
    await expect(ensurePolicies(api.database, uuidv7())).rejects.toThrow('foreign key');
  });
});
