import { idOf, makeAccount } from '../../../testing/accounts';
import { startTestApi, type TestApi } from '../../../testing/api';
import { publish } from '../../../testing/serving';

describe('whether a policy has anybody to spare', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  const pools = async (name: string) => {
    const query = '{ policiesInForce { name thinPools { roles people asked } } }';
    const { policiesInForce } = await (
      await api.as('ada')
    ).data<{ policiesInForce: { name: string; thinPools: unknown[] }[] }>(query);
    return policiesInForce.find((policy) => policy.name === name)?.thinPools;
  };

  it('P-166 P-167 is said of every policy by roles and numbers, as people come and go', async () => {
    await publish(api, { name: 'thin', environment: 'staging', alias: 'thin' });
    const alone = (role: string) => ({ roles: [role], people: 1, asked: 1 });
    // One risk officer and one expert are in the workspace.
    expect(await pools('thin')).toEqual([alone('SUBJECT_MATTER_EXPERT'), alone('RISK_OFFICER')]);
    const second = await makeAccount(api, { email: 'second@example.org', roles: ['RISK_OFFICER'] });
    expect(await pools('thin')).toEqual([alone('SUBJECT_MATTER_EXPERT')]);
    const id = await idOf(second);
    const ira = await api.as('ira');
    await ira.data('mutation ($id: ID!) { deactivateMember(memberId: $id) { __typename } }', { id });
    expect(await pools('thin')).toHaveLength(2);
  });
});
