import { createTokenFor } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';

const set = `mutation ($input: SetGroupThresholdWhatIfInput!) { answer: setGroupThresholdWhatIf(input: $input) {
  __typename ... on Refusal { code } ... on GroupThresholdWhatIfSet {
    settings { allowGroupThresholdWhatIf } auditEntry { action outcome canonical payload } } } }`;
const read = '{ fairnessSettings { allowGroupThresholdWhatIf } }';

interface Settings {
  fairnessSettings: { allowGroupThresholdWhatIf: boolean };
}

describe('the settings beside fairness audits', () => {
  let api: TestApi;
  let riley: ApiClient;
  beforeAll(async () => {
    api = await startTestApi();
    riley = await api.as('riley');
  });
  afterAll(() => api.stop());

  const isAllowed = async (client: ApiClient) =>
    (await client.data<Settings>(read)).fairnessSettings.allowGroupThresholdWhatIf;
  const input = { isAllowed: true, reason: 'Legal review 12.' };

  it('FY-11 show no thresholds for groups until a risk officer answers for it, with a reason', async () => {
    const sam = await api.as('sam');
    expect(await isAllowed(sam)).toBe(false);
    const { answer } = await riley.data<{ answer: Record<string, unknown> }>(set, { input });
    expect(answer).toMatchObject({
      settings: { allowGroupThresholdWhatIf: true },
      auditEntry: {
        ...{ action: 'setGroupThresholdWhatIf', outcome: 'DONE' },
        payload: { isAllowed: true, before: false, reason: 'Legal review 12.' },
      },
    });
    expect(await isAllowed(sam)).toBe(true);
    await riley.data(set, { input: { ...input, isAllowed: false } });
    expect(await isAllowed(sam)).toBe(false);
  });

  it('FY-11 are changed by nobody else, and not without a reason', async () => {
    for (const persona of ['dana', 'sam', 'ada', 'ira', 'pat'] as const)
      expect(await codeOf(await api.as(persona), input)).toBe('FORBIDDEN');
    expect(await codeOf(riley, { ...input, reason: '  ' })).toBe('BAD_INPUT');
    expect(await isAllowed(riley)).toBe(false);
  });

  it('FY-11 are changed by no token of any scope', async () => {
    const { secret } = await createTokenFor(await api.as('ira'), { scope: 'ADMIN' });
    expect(await codeOf(api.withToken(secret), input)).toBe('FORBIDDEN');
  });

  async function codeOf(client: ApiClient, given: Record<string, unknown>): Promise<unknown> {
    return (await client.graphql(set, { input: given })).errors?.[0]?.extensions?.code;
  }
});
