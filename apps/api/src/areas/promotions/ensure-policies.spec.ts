import { v7 as uuidv7 } from 'uuid';
import { startTestApi, type TestApi } from '../../testing/api';
import { ensureWorkspace } from '../access/ensure-workspace';
import { ensurePolicies } from './ensure-policies';

describe('ensurePolicies', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  it('P-18 publishes the built-in policy once, with its entry, however many servers start at once', async () => {
    const workspaceId = await ensureWorkspace(api.database, `test-${uuidv7()}`, false);
    await Promise.all([1, 2, 3].map(() => ensurePolicies(api.database, workspaceId)));
    await ensurePolicies(api.database, workspaceId);
    const policies = await api.owner.query('SELECT name, version FROM policy WHERE workspace_id = $1', [
      workspaceId,
    ]);
    expect(policies.rows).toEqual([{ name: 'production-champion', version: 2 }]);
    const entries = await api.owner.query(
      'SELECT action, actor, outcome FROM audit_entry WHERE workspace_id = $1',
      [workspaceId],
    );
    expect(entries.rows).toEqual([{ action: 'publishPolicy', actor: 'operator:operator', outcome: 'done' }]);
  });

  it('throws on any other failure', async () => {
    await expect(ensurePolicies(api.database, uuidv7())).rejects.toThrow('foreign key');
  });
});
