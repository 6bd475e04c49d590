import { systemActor } from '../../../jobs/job';
import { startTestApi, type TestApi } from '../../../testing/api';
import { releasableVersion, type Releasable } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';
import {
  activate,
  alarm,
  codeOf,
  publish,
  reinstateDocument,
  rollBackDocument,
  type TestPlace,
} from '../../../testing/serving';

const day = 86_400_000;
const aging: TestPlace = { environment: 'STAGING', alias: 'aging' };
const asking: TestPlace = { environment: 'STAGING', alias: 'asking' };

interface Shown {
  state: string;
  suspension: {
    cause: string;
    reason: string;
    findings: Record<string, unknown>[];
  } | null;
}

const shown = `query ($id: ID!) { promotion(id: $id) { state suspension { cause reason findings {
  subject measure found expected auditId monitorRun { id monitor { name kind } } datasetVersion { number dataset { name } } } } } }`;

describe('an approval that is alive', () => {
  let api: TestApi;
  let ahead = 0;
  beforeAll(async () => {
    api = await startTestApi(() => new Date(Date.now() + ahead));
    await publish(api, { name: 'aging', environment: 'staging', alias: 'aging' });
    const recertifyOn = ['schema_change', 'policy_change'] as const;
    await publish(api, { name: 'asking', environment: 'staging', alias: 'asking', recertifyOn });
  });
  afterEach(() => {
    ahead = 0;
  });
  afterAll(() => api.stop());

  const look = async (id: string): Promise<Shown> => {
    await api.services.suspensions.suspendDue(systemActor(api.workspaceId));
    // Sessions end as time goes on.
    return (await (await api.as('ada')).data<{ promotion: Shown }>(shown, { id })).promotion;
  };
  const lift = async (id: string) => codeOf(await (await api.as('riley')).graphql(reinstateDocument, { id }));
  const at = (days: number) => {
    ahead = days * day;
  };
  const serving = async (name: string, place: TestPlace): Promise<[Releasable, string]> => {
    const version = await releasableVersion(api, name);
    return [version, await activate(api, version.modelVersionId, place)];
  };
  const none = { auditId: null, monitorRun: null, datasetVersion: null };

  it('P-156 is suspended when what was measured has grown too old, unless it was measured again', async () => {
    const [version, id] = await serving('aged', aging);
    at(29);
    expect((await look(id)).state).toBe('ACTIVE');
    await version.drift('ok', new Date(Date.now() + 20 * day));
    at(31);
    expect((await look(id)).state).toBe('ACTIVE');
    at(51);
    const { state, suspension } = await look(id);
    expect([state, suspension?.cause]).toEqual(['SUSPENDED', 'EVIDENCE']);
    expect(suspension?.findings).toEqual([
      {
        ...{ ...none, subject: expect.any(String) as string, measure: 'evidence' },
        found: expect.stringMatching(/^produced on \d{4}-\d\d-\d\d$/) as string,
        expected: 'not older than 30 days',
        monitorRun: { id: expect.any(String) as string, monitor: { name: 'DRIFT', kind: 'DRIFT' } },
      },
    ]);
  });

  it('P-157 counts anew from when somebody looked, and from when its version came back', async () => {
    const [, id] = await serving('looked at', aging);
    at(31);
    expect((await look(id)).suspension?.cause).toBe('EVIDENCE');
    expect(await lift(id)).toBe('OK');
    expect((await look(id)).state).toBe('ACTIVE');
    at(60);
    expect((await look(id)).state).toBe('ACTIVE');
    at(62);
    expect((await look(id)).suspension?.cause).toBe('EVIDENCE');

    at(0);
    const [one, first] = await serving('came back', aging);
    const two = await one.next();
    at(25);
    await two.drift('ok', new Date(Date.now() + ahead));
    await activate(api, two.modelVersionId, aging);
    at(35);
    const input = { modelId: one.modelId, reason: 'It is slow.', environment: 'STAGING', alias: 'aging' };
    expect(codeOf(await (await api.as('mel')).graphql(rollBackDocument, { input }))).toBe('OK');
    expect((await look(first)).state).toBe('ACTIVE');
    at(66);
    expect((await look(first)).suspension?.cause).toBe('EVIDENCE');
  });

  it('P-158 is suspended when a later version of its data lacks what it reads, and only where the policy asks', async () => {
    const [, id] = await serving('schemas', asking);
    const [, other] = await serving('schemas unasked', aging);
    const dana = await api.as('dana');
    const register = async (dataset: string, header: string, row: string) => {
      const uploadId = await dana.upload('rows.csv', `${header}\n${row}\n`);
      await run(dana, 'registerDatasetVersion', { input: { dataset, uploadId } });
    };
    const [header, row] = ['id,age,score,prediction,label,sex', 'a,30,0.5,1,1,f'];
    await register('schemas', `${header},job`, `${row},cook`);
    expect((await look(id)).state).toBe('ACTIVE');
    for (const name of ['schemas', 'schemas unasked'])
      await register(name, header.replace('age', 'years'), row);
    expect((await look(other)).state).toBe('ACTIVE');
    const { suspension } = await look(id);
    expect(suspension).toEqual({
      cause: 'SCHEMA_CHANGE',
      reason: expect.stringMatching(/by version 3 of the data set “schemas”\.$/) as string,
      findings: [
        {
          ...{ ...none, subject: 'age', measure: 'schema', found: 'missing', expected: 'numeric' },
          datasetVersion: { number: 3, dataset: { name: 'schemas' } },
        },
      ],
    });
    // Looked at, it is not counted twice; the next one is.
    expect(await lift(id)).toBe('OK');
    expect((await look(id)).state).toBe('ACTIVE');
    await register('schemas', header, row.replace('30', 'old'));
    expect((await look(id)).suspension?.findings).toMatchObject([
      { subject: 'age', found: 'categorical', expected: 'numeric' },
    ]);
  });

  it('P-158 is suspended when a monitor finds no value of a feature any more, and not of one it never had', async () => {
    const [version, id] = await serving('emptied', asking);
    await version.drift('ok', new Date(Date.now() + 1_000));
    expect((await look(id)).state).toBe('ACTIVE');
    await version.drift('unknown', new Date(Date.now() + 2_000));
    const { suspension } = await look(id);
    expect(suspension).toMatchObject({
      cause: 'SCHEMA_CHANGE',
      reason: expect.stringMatching(/by what the monitor “DRIFT” saw\.$/) as string,
      findings: [{ subject: 'age', found: 'missing', monitorRun: { monitor: { name: 'DRIFT' } } }],
    });
    expect(suspension?.findings).toHaveLength(1);
    at(1);
    expect(await lift(id)).toBe('OK');
    await version.drift('unknown', new Date(Date.now() + ahead + 1_000));
    expect((await look(id)).state).toBe('ACTIVE');
  });

  it('P-159 is suspended when a policy of its place asks for more, and lifted by looking at just that', async () => {
    const strict: TestPlace = { environment: 'STAGING', alias: 'strict' };
    const recertifyOn = ['policy_change'] as const;
    const policy = {
      name: 'strict',
      environment: 'staging',
      alias: 'strict',
      version: 1,
      recertifyOn,
    } as const;
    await publish(api, policy);
    const [, id] = await serving('policies', strict);
    await publish(api, { ...policy, version: 2, evidenceMaxAgeDays: 60 });
    expect((await look(id)).state).toBe('ACTIVE');
    await publish(api, { ...policy, version: 3, evidenceMaxAgeDays: 20, stepUpMinutes: 600 });
    expect((await look(id)).suspension).toEqual({
      cause: 'POLICY_CHANGE',
      reason:
        'The policy of this place asks for more than when somebody last looked: evidenceMaxAgeDays, stepUpMinutes.',
      findings: [
        { ...none, subject: 'evidenceMaxAgeDays', measure: 'policy', found: '20', expected: '30' },
        { ...none, subject: 'stepUpMinutes', measure: 'policy', found: '600', expected: 'nothing' },
      ],
    });
    expect(await lift(id)).toBe('OK');
    expect((await look(id)).state).toBe('ACTIVE');
    await publish(api, { ...policy, version: 4, evidenceMaxAgeDays: 20, stepUpMinutes: 300 });
    expect((await look(id)).suspension?.findings).toMatchObject([
      { subject: 'stepUpMinutes', found: '300', expected: '600' },
    ]);
  });

  it('P-160 P-165 names what an alarm was given for, with values, lines and run, and keeps it', async () => {
    const [version, id] = await serving('columns', aging);
    await alarm(api, version.modelVersionId);
    await api.owner.query(
      `INSERT INTO monitor_result
       SELECT gen_random_uuid(), run.workspace_id, run.id, run.ran_at - interval '31 days', run.ran_at - ended, column_name,
         'psi', jsonb_build_object('status', 'ok', 'value', value, 'n', 900, 'method', 'psi'), 1000, NULL, NULL, 0.25,
         'above', given.deciding, given.verdict, '{}'
       FROM monitor_run run JOIN monitor ON monitor.id = run.monitor_id,
         (VALUES ('age', 0.4123456, true, 'alert', interval '1 day'), ('sex', 0.01, true, 'ok', interval '1 day'),
           ('job', 9, false, 'alert', interval '1 day'), ('now', 9, true, 'alert', interval '-1 day'))
           AS given (column_name, value, deciding, verdict, ended)
       WHERE monitor.model_version_id = $1 AND run.verdict = 'alert'`,
      [version.modelVersionId],
    );
    const { suspension } = await look(id);
    expect(suspension?.cause).toBe('ALERT');
    expect(suspension?.findings).toEqual([
      {
        ...{ ...none, subject: 'age', measure: 'psi', found: '0.4123', expected: 'below 0.25' },
        monitorRun: { id: expect.any(String) as string, monitor: { name: 'DRIFT', kind: 'DRIFT' } },
      },
    ]);
    const { rows } = await api.owner.query<{ payload: { findings: object[] } }>(
      `SELECT payload FROM audit_entry WHERE workspace_id = $1 AND subject_id = $2 AND action = 'suspendPromotion'`,
      [api.workspaceId, id],
    );
    expect(rows).toMatchObject([{ payload: { findings: [{ subject: 'age', found: '0.4123' }] } }]);
    const change = api.owner.query(`UPDATE suspension SET findings = '[]' WHERE promotion_id = $1`, [id]);
    await expect(change).rejects.toThrow(/cannot be changed/);
  });
});
