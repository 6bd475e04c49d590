import { type ApiClient, startTestApi, type TestApi } from '../testing/api';
import { run } from '../testing/release-path';
import { releasableVersion } from '../testing/releasable-version';
import { databaseBehind } from '../testing/walls';
import { eachById } from './each-by-id';

describe('eachById', () => {
  it('answers in the order asked, twice where asked twice, and NOT_FOUND in its place', () => {
    const given = ['b', 'a'].map((id) => ({ id }));
    expect(eachById(['a', 'none', 'b', 'a'], given, { what: 'letter', idOf: ({ id }) => id })).toMatchObject([
      { id: 'a' },
      { code: 'NOT_FOUND', message: 'There is no letter with this id.', place: { id: 'none' } },
      { id: 'b' },
      { id: 'a' },
    ]);
  });
});

describe('what the parts of a response name', () => {
  const models = 3;
  let api: TestApi;
  let dana: ApiClient;
  let asked: string[] = [];
  beforeAll(async () => {
    api = await startTestApi();
    const database = await databaseBehind(
      { first: true, second: true },
      { heard: (sql) => void asked.push(sql) },
    );
    dana = (await api.as('dana')).at((await api.replica(database)).url);
    for (let number = 1; number <= models; number += 1) {
      const { modelVersionId } = await releasableVersion(api, `model ${number}`);
      const input = { modelVersionId, rationale: 'Better.' };
      const { promotion } = await run<{ promotion: Record<string, unknown> }>(dana, 'requestPromotion', {
        input,
      });
      const { id: promotionId, round, subjectDigest } = promotion;
      for (const persona of ['sam', 'riley'])
        await run(await api.as(persona), 'castVote', {
          input: { promotionId, round, subjectDigest, decision: 'APPROVE' },
        });
      await run(await api.as('mel'), 'activatePromotion', { id: promotionId });
    }
  });
  afterAll(() => api.stop());

  it.each([
    ['promotions', 'promotions(first: $first) { nodes { modelVersion { number model { name } } } }'],
    [
      'deployments',
      'deployments(first: $first) { nodes { modelVersion { number model { name } } promotion { rationale } } }',
    ],
  ])('takes as many statements for one of the %s as for several', async (name, selection) => {
    const counts: number[] = [];
    for (const first of [1, models]) {
      asked = [];
      const query = `query ($first: Int!) { ${selection} }`;
      const found = await dana.data<Record<string, { nodes: unknown[] }>>(query, { first });
      expect(found[name]?.nodes).toHaveLength(first);
      counts.push(asked.length);
    }
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts[1]).toBe(counts[0]);
  });
});
