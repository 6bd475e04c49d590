import { createTokenFor } from '../../../testing/accounts';
import { type ApiClient, startTestApi, type TestApi } from '../../../testing/api';
import { releasableVersion } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';
import { GateHeads, passedOver } from './gate-heads';

const addComment = `mutation ($input: AddPromotionCommentInput!) {
  addPromotionComment(input: $input) { __typename } }`;

interface Opened {
  id: string;
  round: number;
  subjectDigest: string;
}

describe('what the gate passes over', () => {
  let api: TestApi;
  let dana: ApiClient;
  let heads: GateHeads;
  let modelVersionId: string;
  let promotion: Opened;
  let secret: string;
  let batches = 0;
  beforeAll(async () => {
    api = await startTestApi();
    dana = await api.as('dana');
    heads = new GateHeads(api.database);
    ({ modelVersionId } = await releasableVersion(api, 'model'));
    const input = { modelVersionId, rationale: 'Better.' };
    ({ promotion } = await run<{ promotion: Opened }>(dana, 'requestPromotion', { input }));
    for (const persona of ['sam', 'riley']) await run(await api.as(persona), 'castVote', ballot('APPROVE'));
    await run(await api.as('mel'), 'activatePromotion', { id: promotion.id });
    ({ secret } = await createTokenFor(await api.as('ira'), { scope: 'READ' }));
    await heads.of(api.workspaceId);
  });
  afterAll(() => api.stop());

  const ballot = (decision: string) => {
    const { id: promotionId, round, subjectDigest } = promotion;
    return { input: { promotionId, round, subjectDigest, decision } };
  };

  /** What is passed over, done once more. */
  const acts: Record<(typeof passedOver)[number], () => Promise<unknown>> = {
    logPredictions: async () => {
      batches += 1;
      const uploadId = await dana.upload('rows.csv', `id,score,prediction\nrow ${batches},0.8,1`);
      const mapping = { id: 'id', prediction: 'prediction', score: 'score' };
      const input = { modelVersionId, uploadId, mapping, idempotencyKey: `batch ${batches}` };
      return run(dana, 'logPredictions', { input });
    },
    addPromotionComment: () =>
      dana.data(addComment, { input: { promotionId: promotion.id, text: 'See for yourself.' } }),
  };

  /** Of these tables gates read only such rows. */
  const read: Record<string, string> = { ingest_batch: 'target_id IN (SELECT id FROM model)' };

  /** Tables with rows that the transaction of the action's last entry wrote and gates may read, beside the log's own. */
  const writtenWith = async (action: string): Promise<string[]> => {
    const { rows } = await api.owner.query<{ xmin: string }>(
      'SELECT xmin FROM audit_entry WHERE workspace_id = $1 AND action = $2 ORDER BY sequence DESC LIMIT 1',
      [api.workspaceId, action],
    );
    const { rows: tables } = await api.owner.query<{ name: string }>(
      `SELECT oid::regclass::text AS name FROM pg_class
       WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname !~ '^audit_'`,
    );
    const names: string[] = [];
    for (const { name } of tables) {
      const written = `xmin = $1::xid AND ${read[name] ?? true}`;
      const found = await api.owner.query(`SELECT FROM ${name} WHERE ${written} LIMIT 1`, [rows[0]?.xmin]);
      if (found.rows.length > 0) names.push(name);
    }
    return names;
  };

  it.each(passedOver)('P-56 reads nothing that %s writes, and answers as before', async (action) => {
    const before = await heads.of(api.workspaceId);
    await acts[action]();
    expect(await heads.of(api.workspaceId)).toBe(before);
    const written = await writtenWith(action);
    expect(written).not.toEqual([]);
    // A server that has no answer yet has to find it; whoever reads a table waits for who holds it alone.
    const { url } = await api.replica();
    await api.owner.query(`BEGIN; LOCK ${written.join(', ')} IN ACCESS EXCLUSIVE MODE`);
    try {
      const response = await fetch(`${url}/v1/gate?model=model&version=1&to=production`, {
        headers: { authorization: `Bearer ${secret}` },
        signal: AbortSignal.timeout(20_000),
      });
      expect(await response.json()).toMatchObject({ schema: 'countersign.gate/1', allowed: true });
    } finally {
      await api.owner.query('ROLLBACK');
    }
  });

  it('P-56 passes over attempts that were refused', async () => {
    const before = await heads.of(api.workspaceId);
    expect(await run(dana, 'castVote', ballot('APPROVE'))).toMatchObject({ __typename: 'Refusal' });
    expect(await heads.of(api.workspaceId)).toBe(before);
  });

  it('P-56 stands elsewhere after anything else, whatever came before and after it', async () => {
    const before = await heads.of(api.workspaceId);
    await acts.logPredictions();
    await createTokenFor(await api.as('ira'), { scope: 'READ' });
    await acts.logPredictions();
    const after = await heads.of(api.workspaceId);
    expect(after).toBeGreaterThan(before);
    expect(await heads.of(api.workspaceId)).toBe(after);
  });
});
