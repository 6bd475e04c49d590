import { policyJsonSchema, policyTemplates, readPolicy, type Policy } from '@countersign/domain/approvals';
import { z } from 'zod';
import { startTestApi, type ApiClient, type TestApi } from '../../../testing/api';
import { badPolicies } from '../../../testing/bad-policies';

describe('documents of policies', () => {
  let api: TestApi;
  let pat: ApiClient;
  beforeAll(async () => {
    api = await startTestApi();
    pat = await api.as('pat');
  });
  afterAll(() => api.stop());

  const check = async (document: string) => {
    const query = `query ($document: String!) { policyDraftCheck(document: $document) {
      faults { pointer expected } findings { sentence } differences { path } dryRun { outcome } } }`;
    const { policyDraftCheck } = await pat.data<{
      policyDraftCheck: { faults: { pointer: string }[]; findings: unknown[] };
    }>(query, { document });
    return policyDraftCheck;
  };
  const propose = (document: string) =>
    pat.graphql(`mutation ($input: ProposePolicyInput!) { proposePolicy(input: $input) { __typename } }`, {
      input: { document, reason: 'As agreed.' },
    });

  it('P-65 has at least forty bad documents', () => {
    expect(badPolicies.length).toBeGreaterThanOrEqual(40);
  });

  it.each(badPolicies)('P-65 names the place of $what', async ({ document, pointer }) => {
    const text = JSON.stringify(document);
    const { faults, ...others } = await check(text);
    expect(faults.map((fault) => fault.pointer)).toEqual([pointer]);
    expect(others).toEqual({ findings: [], differences: [], dryRun: [] });
    const { errors } = await propose(text);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_INPUT', field: `document${pointer}` } });
  });

  it.each([
    ['no JSON', '{'],
    ['a member twice', JSON.stringify(policyTemplates[0]).replace('{', '{"version":9,')],
    [
      'a member twice, spelt otherwise',
      JSON.stringify(policyTemplates[0]).replace('{', '{"\\u0076ersion":9,'),
    ],
  ])('P-65 refuses %s', async (_what, text) => {
    expect((await check(text)).faults.map((fault) => fault.pointer)).toEqual(['']);
    expect((await propose(text)).errors?.[0]).toMatchObject({ extensions: { code: 'BAD_INPUT' } });
  });

  it('P-65 leaves nothing of a bad document behind', async () => {
    const { rows } = await api.owner.query('SELECT FROM policy_change WHERE workspace_id = $1', [
      api.workspaceId,
    ]);
    expect(rows).toEqual([]);
  });

  describe('as JSON Schema', () => {
    const schema = z.fromJSONSchema(policyJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);
    const accepts = (document: unknown) => schema.safeParse(JSON.parse(JSON.stringify(document))).success;

    it.each(policyTemplates)('P-65 accepts the built-in policy $name', (policy: Policy) => {
      expect(accepts(policy)).toBe(true);
    });

    it.each(badPolicies)('P-65 says of $what what the reader says', ({ document, onlyRead = false }) => {
      expect(accepts(document)).toBe(onlyRead);
      expect(readPolicy(document).policy).toBeNull();
    });
  });
});
