import { v7 as uuidv7 } from 'uuid';
import { startTestApi, type TestApi } from '../testing/api';

const mapping = '{ id: "id" }';

describe('a mutation that names what is not there', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  const entries = async () =>
    (
      await api.owner.query<Record<string, unknown>>(
        `SELECT action, outcome, subject_type, subject_id, payload FROM audit_entry
         WHERE workspace_id = $1 AND action <> 'signIn' ORDER BY sequence`,
        [api.workspaceId],
      )
    ).rows;
  /** The answer's code, and what it left in the log. */
  const attempt = async (persona: string, document: string) => {
    const client = await api.as(persona);
    const before = (await entries()).length;
    const { data, errors } = await client.graphql(document);
    return { data, code: errors?.[0]?.extensions['code'], added: (await entries()).slice(before) };
  };

  it.each([
    ['dana', 'runMonitor', 'monitorId', (id: string) => `runMonitor(monitorId: "${id}")`],
    [
      'sam',
      'castVote',
      'input.promotionId',
      (id: string) =>
        `castVote(input: { promotionId: "${id}", decision: APPROVE, round: 1, subjectDigest: "" })`,
    ],
    [
      'dana',
      'registerModelVersion',
      'input.modelId',
      (id: string) =>
        `registerModelVersion(input: { modelId: "${id}", artifactDigest: "${'a'.repeat(64)}" })`,
    ],
    [
      'dana',
      'registerDatasetVersion',
      'input.uploadId',
      (id: string) => `registerDatasetVersion(input: { dataset: "d", uploadId: "${id}" })`,
    ],
    [
      'dana',
      'logLabels',
      'input.modelId',
      (id: string) =>
        `logLabels(input: { modelId: "${id}", uploadId: "${id}", idempotencyKey: "k", mapping: ${mapping} })`,
    ],
    ['ira', 'deactivateMember', 'memberId', (id: string) => `deactivateMember(memberId: "${id}")`],
    ['ira', 'revokeServiceToken', 'id', (id: string) => `revokeServiceToken(id: "${id}")`],
  ])('T-11 is recorded in the log of its caller: %s, %s', async (persona, action, argument, call) => {
    const id = uuidv7();
    const { data, code, added } = await attempt(persona, `mutation { ${call(id)} { __typename } }`);
    expect([data, code]).toEqual([null, 'NOT_FOUND']);
    const subject = { subject_type: 'unknown', subject_id: id };
    expect(added).toEqual([
      { action, outcome: 'refused', ...subject, payload: { id, argument, refusal: 'NOT_FOUND' } },
    ]);
  });

  it('T-11 has text that is no id as an erasable detail alone, and not all of it', async () => {
    const id = `noor@example.org ${'x'.repeat(400)}`;
    const { code, added } = await attempt(
      'dana',
      `mutation { runMonitor(monitorId: "${id}") { __typename } }`,
    );
    expect(code).toBe('NOT_FOUND');
    expect(added).toMatchObject([{ subject_id: 'malformed', payload: { id: id.slice(0, 200) } }]);
  });

  it('T-11 cuts such text between characters', async () => {
    const id = `${'x'.repeat(199)}😀`;
    const { code, added } = await attempt(
      'dana',
      `mutation { runMonitor(monitorId: "${id}") { __typename } }`,
    );
    expect([code, added.length]).toEqual(['NOT_FOUND', 1]);
  });

  it.each([
    ['a query', 'dana', `{ monitor(id: "${uuidv7()}") { id } }`, 'NOT_FOUND'],
    [
      'who may not do it anyway',
      'ada',
      `mutation { runMonitor(monitorId: "${uuidv7()}") { __typename } }`,
      'FORBIDDEN',
    ],
  ])('T-11 is not recorded of %s', async (_what, persona, document, expected) => {
    const { code, added } = await attempt(persona, document);
    expect([code, added]).toEqual([expected, []]);
  });

  it('T-11 leaves a log that verifies', async () => {
    const ada = await api.as('ada');
    const { verifyAuditLog } = await ada.data<{ verifyAuditLog: unknown }>(
      '{ verifyAuditLog { valid reason } }',
    );
    expect(verifyAuditLog).toEqual({ valid: true, reason: null });
  });
});
