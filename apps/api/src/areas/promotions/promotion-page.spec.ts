import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { type Releasable, releasableVersion } from '../../testing/releasable-version';
import { run } from '../../testing/release-path';

interface Opened {
  id: string;
  round: number;
  subjectDigest: string;
}
interface Change {
  part: string;
  name: string;
  before: string | null;
  after: string | null;
  differs: boolean;
  estimateAfter: { value: number; n: number } | null;
}
interface Item {
  kind: string;
  since: string;
  due: string | null;
  promotion: { id: string };
}

const page = `query ($id: ID!) { promotion(id: $id) { brief changesFrom { number } changes {
  part name before after differs estimateBefore { value n } estimateAfter { value n } } } }`;
const inbox = '{ inbox { kind since due promotion { id } } }';

describe('the page of a request', () => {
  let api: TestApi;
  let names = 0;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  const model = () => releasableVersion(api, `page ${(names += 1)}`);
  const open = async ({ modelVersionId }: Pick<Releasable, 'modelVersionId'>): Promise<Opened> => {
    const input = { modelVersionId, rationale: 'Better.' };
    return (await run<{ promotion: Opened }>(await api.as('dana'), 'requestPromotion', { input })).promotion;
  };
  const vote = async (who: string, { id, round, subjectDigest }: Opened, decision = 'APPROVE') =>
    run(await api.as(who), 'castVote', { input: { promotionId: id, round, subjectDigest, decision } });
  const activate = async ({ id }: Opened) => run(await api.as('ira'), 'activatePromotion', { id });
  const pageOf = async ({ id }: Opened, client?: ApiClient) => {
    const { promotion } = await (client ?? (await api.as('sam'))).data<{
      promotion: { brief: string[]; changesFrom: { number: number } | null; changes: Change[] };
    }>(page, { id });
    return promotion;
  };
  const inboxOf = async (who: string) => (await (await api.as(who)).data<{ inbox: Item[] }>(inbox)).inbox;
  const waiting = async (who: string, { id }: Opened) =>
    (await inboxOf(who)).find(({ promotion }) => promotion.id === id)?.kind ?? null;

  it('P-57 P-58 puts the version beside the one that serves, and says what changes in words', async () => {
    const first = await model();
    const opened = await open(first);
    expect(await pageOf(opened)).toMatchObject({ changesFrom: null, changes: [] });
    expect((await pageOf(opened)).brief[1]).toContain('Nothing serves there yet.');
    await vote('sam', opened);
    await vote('riley', opened);
    await activate(opened);
    expect(await pageOf(opened)).toMatchObject({ changesFrom: null, changes: [] });

    const second = await first.next();
    await second.performance(0.9);
    const next = await open(second);
    const { brief, changes, changesFrom } = await pageOf(next);
    expect(changesFrom).toEqual({ number: 1 });
    expect(brief[0]).toBe(`page ${names}: What page ${names} is for.`);
    expect(brief[1]).toBe(
      'Version 2 asks to serve as champion in production. Version 1 serves there until then.',
    );
    const part = (name: string) => changes.filter((change) => change.part === name);
    expect(part('ARTIFACT')).toMatchObject([{ differs: true }]);
    expect(part('BASELINE')).toMatchObject([
      { differs: false, before: expect.stringContaining('version 1 (') as string },
    ]);
    expect(part('SCHEMA').every(({ differs }) => !differs)).toBe(true);
    const performance = part('GATE').find(({ name }) => name === 'Performance holds');
    expect(performance).toMatchObject({
      differs: true,
      estimateBefore: { value: 0.85 },
      estimateAfter: { value: 0.9 },
    });

    await vote('sam', next);
    await vote('riley', next);
    await activate(next);
    const serving = await pageOf(next);
    expect(serving.changesFrom).toEqual({ number: 1 });
    expect(serving.changes).toEqual(changes);
  });

  it('P-59 waits for each who may act and for nobody else, until they have', async () => {
    const version = await model();
    const opened = await open(version);
    const everybody = ['dana', 'sam', 'riley', 'ira'];
    const seen = async () => Promise.all(everybody.map((who) => waiting(who, opened)));
    expect(await seen()).toEqual([null, 'REVIEW', 'REVIEW', null]);
    await vote('sam', opened);
    expect(await seen()).toEqual([null, null, 'REVIEW', null]);
    await vote('riley', opened);
    expect(await seen()).toEqual([null, null, null, 'ACTIVATE']);
    await activate(opened);
    expect(await seen()).toEqual([null, null, null, null]);
  });

  it('P-59 asks whoever requested it for an answer where somebody wants changes', async () => {
    const opened = await open(await model());
    await vote('sam', opened, 'REQUEST_CHANGES');
    expect(await waiting('dana', opened)).toBe('ANSWER');
    expect(await waiting('sam', opened)).toBeNull();
  });

  it('P-59 lists first what is due first', async () => {
    for (let each = 0; each < 3; each += 1) await open(await model());
    const items = await inboxOf('riley');
    expect(items.length).toBeGreaterThanOrEqual(3);
    const due = items.map((item) => Date.parse(item.due ?? ''));
    expect(due).toEqual(due.toSorted((one, other) => one - other));
    expect(due.every((at) => at > Date.now())).toBe(true);
  });

  it('P-21 says until when the evidence of each gate holds', async () => {
    const { id } = await open(await model());
    const gates = '{ gates { evidenceProducedAt evidenceExpiresAt } }';
    const { promotion } = await (
      await api.as('sam')
    ).data<{ promotion: { gates: { evidenceProducedAt: string; evidenceExpiresAt: string }[] } }>(
      `query ($id: ID!) { promotion(id: $id) ${gates} }`,
      { id },
    );
    const ages = promotion.gates.map(
      (gate) => Date.parse(gate.evidenceExpiresAt) - Date.parse(gate.evidenceProducedAt),
    );
    expect(ages).toEqual([30, 30, 30].map((days) => days * 86_400_000));
  });
});
