import { createTokenFor } from '../../../testing/accounts';
import { startTestApi, type TestApi } from '../../../testing/api';
import { type Releasable, releasableVersion } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';
import {
  activate,
  approve,
  champion,
  codeOf,
  publish,
  rollBackDocument,
  signOff,
  type TestPlace,
} from '../../../testing/serving';

const day = 86_400_000;
const challenger: TestPlace = { environment: 'PRODUCTION', alias: 'challenger' };
const staging: TestPlace = { environment: 'STAGING', alias: 'champion' };
const short: TestPlace = { environment: 'STAGING', alias: 'short' };

interface Served {
  alias: string;
  environment: string;
  endedAt: string | null;
  activatedAt: string;
  modelVersion: { number: number };
}

describe('what serves in a place', () => {
  let api: TestApi;
  /** How far the server's clock is ahead. */
  let ahead = 0;
  beforeAll(async () => {
    api = await startTestApi(() => new Date(Date.now() + ahead));
    await publish(api, { name: 'challengers', alias: 'challenger' });
    await publish(api, { name: 'staged', environment: 'staging' });
    await publish(api, { name: 'short', environment: 'staging', alias: 'short', rollbackDays: 7 });
  });
  afterEach(() => {
    ahead = 0;
  });
  afterAll(() => api.stop());

  const rollBack = async (modelId: string, more: Record<string, unknown> = {}, persona = 'mel') =>
    (await api.as(persona)).graphql(rollBackDocument, { input: { modelId, reason: 'It errs.', ...more } });
  const stateOf = async (id: string): Promise<string> => {
    const { promotion } = await (
      await api.as('ada')
    ).data<{ promotion: { state: string } }>('query ($id: ID!) { promotion(id: $id) { state } }', { id });
    return promotion.state;
  };
  const served = async (modelId: string, filter = ''): Promise<Served[]> => {
    const { deployments } = await (
      await api.as('ada')
    ).data<{ deployments: { nodes: Served[] } }>(
      `query ($id: ID!) { deployments(modelId: $id ${filter}) { nodes {
        alias environment endedAt activatedAt modelVersion { number } } } }`,
      { id: modelId },
    );
    return deployments.nodes;
  };
  const live = async (modelId: string, filter = '') =>
    (await served(modelId, filter))
      .filter(({ endedAt }) => endedAt === null)
      .map(({ environment, alias, modelVersion }) => `${environment} ${alias} ${modelVersion.number}`)
      .sort();
  const aliases = async (modelId: string) => {
    const { model } = await (
      await api.as('ada')
    ).data<{ model: { aliases: { name: string; environment: string; version: { number: number } }[] } }>(
      'query ($id: ID!) { model(id: $id) { aliases { name environment version { number } promotion { id } } } }',
      { id: modelId },
    );
    return model.aliases.map(({ name, environment, version }) => `${environment} ${name} ${version.number}`);
  };
  /** All that a place is made of. */
  const whole = async (modelId: string): Promise<string> => {
    const tables = ['promotion', 'deployment', 'model_alias', 'suspension'];
    const each = tables.map(
      (table) =>
        `(SELECT string_agg(row::text, ';' ORDER BY row::text) FROM ${table} row WHERE workspace_id = $1)`,
    );
    const { rows } = await api.owner.query<{ whole: string }>(
      `SELECT concat_ws('|', ${each.join(', ')}, $2::text) AS whole`,
      [api.workspaceId, modelId],
    );
    return rows[0]?.whole ?? '';
  };
  const versions = async (name: string): Promise<[Releasable, Releasable]> => {
    const first = await releasableVersion(api, name);
    return [first, await first.next()];
  };

  it('P-80 leaves other aliases and other environments alone', async () => {
    const [one, two] = await versions('side by side');
    await activate(api, one.modelVersionId);
    await activate(api, two.modelVersionId, challenger);
    await activate(api, two.modelVersionId, staging);
    const all = ['PRODUCTION challenger 2', 'PRODUCTION champion 1', 'STAGING champion 2'];
    expect(await live(one.modelId)).toEqual(all);
    expect((await aliases(one.modelId)).sort()).toEqual(all);
    expect(await live(one.modelId, 'environment: PRODUCTION, alias: "challenger"')).toEqual([all[0]]);
    expect(await live(one.modelId, 'alias: "nobody"')).toEqual([]);
    // The next one of a place ends what serves there, and nothing else.
    const three = await two.next();
    await activate(api, three.modelVersionId, challenger);
    expect(await live(one.modelId)).toEqual(['PRODUCTION challenger 3', all[1], all[2]]);
  });

  it('P-82 is not activated in place of another version than people approved', async () => {
    const [one, two] = await versions('moved');
    const three = await two.next();
    const first = await activate(api, one.modelVersionId);
    const second = await activate(api, two.modelVersionId);
    const third = await approve(api, three.modelVersionId);
    expect(codeOf(await rollBack(one.modelId))).toBe('OK');
    const before = await whole(one.modelId);
    const mel = await api.as('mel');
    expect(await run(mel, 'activatePromotion', { id: third })).toMatchObject({ code: 'ALIAS_MOVED' });
    expect(await whole(one.modelId)).toBe(before);
    expect(await Promise.all([first, second, third].map(stateOf))).toEqual([
      ...['ACTIVE', 'ROLLED_BACK', 'APPROVED'],
    ]);
    const { refreshGates } = await mel.data<{
      refreshGates: { promotion: { id: string; round: number; state: string; subjectDigest: string } };
    }>(
      `mutation ($id: ID!) { refreshGates(promotionId: $id) {
        ... on PromotionChanged { promotion { id round state subjectDigest } } } }`,
      { id: third },
    );
    expect(refreshGates.promotion).toMatchObject({ round: 2, state: 'IN_REVIEW' });
    await signOff(api, refreshGates.promotion);
    expect(await run(mel, 'activatePromotion', { id: third })).toMatchObject({
      __typename: 'PromotionChanged',
    });
    expect(await live(one.modelId)).toEqual(['PRODUCTION champion 3']);
  });

  it('P-82 finds an alias that was moved behind the request’s back, also when going back', async () => {
    const [one, two] = await versions('behind');
    const first = await activate(api, one.modelVersionId);
    await activate(api, two.modelVersionId);
    const third = await approve(api, (await two.next()).modelVersionId);
    const point = async (versionId: string, promotionId: string) => {
      await api.owner.query('ALTER TABLE model_alias DISABLE TRIGGER alias_agrees');
      await api.owner.query(
        'UPDATE model_alias SET model_version_id = $2, promotion_id = $3 WHERE model_id = $1',
        [one.modelId, versionId, promotionId],
      );
      await api.owner.query('ALTER TABLE model_alias ENABLE TRIGGER alias_agrees');
    };
    await point(one.modelVersionId, first);
    const before = await whole(one.modelId);
    const mel = await api.as('mel');
    expect(await run(mel, 'activatePromotion', { id: third })).toMatchObject({ code: 'ALIAS_MOVED' });
    expect(codeOf(await rollBack(one.modelId))).toBe('ALIAS_MOVED');
    expect(await whole(one.modelId)).toBe(before);
  });

  it('P-83 P-87 goes back in one step, and what served when stays one question', async () => {
    const [one, two] = await versions('back');
    const [first, second] = [
      await activate(api, one.modelVersionId),
      await activate(api, two.modelVersionId),
    ];
    const answer = await rollBack(one.modelId);
    expect(answer.data?.['answer']).toMatchObject({
      __typename: 'PromotionChanged',
      promotion: { id: second, state: 'ROLLED_BACK' },
    });
    expect(await Promise.all([first, second].map(stateOf))).toEqual(['ACTIVE', 'ROLLED_BACK']);
    expect(await aliases(one.modelId)).toEqual(['PRODUCTION champion 1']);
    const stretches = (await served(one.modelId)).reverse();
    expect(stretches.map(({ modelVersion }) => modelVersion.number)).toEqual([1, 2, 1]);
    expect(stretches.map(({ endedAt }) => endedAt)).toEqual([
      ...[stretches[1]?.activatedAt, stretches[2]?.activatedAt, null],
    ]);
    for (const { activatedAt, modelVersion } of stretches)
      expect(await served(one.modelId, `servingAt: "${activatedAt}"`)).toMatchObject([{ modelVersion }]);
    const { rows } = await api.owner.query<{ payload: object }>(
      `SELECT payload FROM audit_entry WHERE workspace_id = $1 AND action = 'rollBack' AND subject_id = $2`,
      [api.workspaceId, second],
    );
    expect(rows).toMatchObject([
      {
        payload: {
          ...{ state: 'rolled_back', reason: 'It errs.', restored: first },
          ...{ modelVersionId: one.modelVersionId, previousModelVersionId: two.modelVersionId },
        },
      },
    ]);
  });

  it('P-83 is for an ML engineer or an admin, and shown to them alone', async () => {
    const [one, two] = await versions('who');
    await activate(api, one.modelVersionId);
    const id = await activate(api, two.modelVersionId);
    const codes: string[] = [];
    for (const persona of ['dana', 'sam', 'riley', 'pat', 'ada'])
      codes.push(codeOf(await rollBack(one.modelId, {}, persona)));
    const { secret } = await createTokenFor(await api.as('ira'), { name: 'pipeline', scope: 'ADMIN' });
    const input = { modelId: one.modelId, reason: 'It errs.' };
    codes.push(codeOf(await api.withToken(secret).graphql(rollBackDocument, { input })));
    expect(new Set(codes)).toEqual(new Set(['FORBIDDEN']));
    const shown = async (persona: string) => {
      const { promotion } = await (
        await api.as(persona)
      ).data<{ promotion: { viewerActions: { action: string; allowed: boolean }[] } }>(
        'query ($id: ID!) { promotion(id: $id) { viewerActions { action allowed } } }',
        { id },
      );
      return promotion.viewerActions.find(({ action }) => action === 'ROLL_BACK')?.allowed;
    };
    expect([await shown('mel'), await shown('ira'), await shown('riley')]).toEqual([true, true, false]);
    expect(codeOf(await rollBack(one.modelId, {}, 'ira'))).toBe('OK');
  });

  it('P-83 leaves the old version serving when anything fails', async () => {
    const [one, two] = await versions('failing');
    await activate(api, one.modelVersionId);
    await activate(api, two.modelVersionId);
    const before = await whole(one.modelId);
    await api.owner.query(`CREATE FUNCTION refuse_return() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'no room'; END $$`);
    await api.owner.query(`CREATE TRIGGER refuse_return BEFORE INSERT ON deployment FOR EACH ROW
      WHEN (NEW.model_id = '${one.modelId}') EXECUTE FUNCTION refuse_return()`);
    try {
      expect(codeOf(await rollBack(one.modelId))).toBe('INTERNAL');
      expect(await whole(one.modelId)).toBe(before);
    } finally {
      await api.owner.query('DROP TRIGGER refuse_return ON deployment; DROP FUNCTION refuse_return()');
    }
    expect(codeOf(await rollBack(one.modelId))).toBe('OK');
  });

  it('P-84 P-86 leads to what served last and still may, or to a named one, and never to what was rolled back', async () => {
    const [one, two] = await versions('chain');
    const ids = [await activate(api, one.modelVersionId), await activate(api, two.modelVersionId)];
    const three = await two.next();
    ids.push(await activate(api, three.modelVersionId));
    const { modelId } = one;
    expect(codeOf(await rollBack(modelId, { toPromotionId: ids[2] }))).toBe('NO_WAY_BACK');
    expect(codeOf(await rollBack(modelId, { toPromotionId: ids[0] }))).toBe('OK');
    expect(await Promise.all(ids.map(stateOf))).toEqual(['ACTIVE', 'SUPERSEDED', 'ROLLED_BACK']);
    expect(codeOf(await rollBack(modelId, { toPromotionId: ids[2] }))).toBe('PROMOTION_CLOSED');
    expect(codeOf(await rollBack(modelId))).toBe('OK');
    expect(await live(modelId)).toEqual(['PRODUCTION champion 2']);
    expect(await Promise.all(ids.map(stateOf))).toEqual(['ROLLED_BACK', 'ACTIVE', 'ROLLED_BACK']);
    const answer = await rollBack(modelId);
    expect(answer.data?.['answer']).toMatchObject({
      ...{ code: 'NO_WAY_BACK', message: 'No other version has served there.' },
    });
    // Its version comes back by a promotion of its own.
    await activate(api, three.modelVersionId);
    expect(await live(modelId)).toEqual(['PRODUCTION champion 3']);
  });

  it('P-84 takes back the promotion that the caller saw serve, and no other', async () => {
    const [one, two] = await versions('overtaken');
    const first = await activate(api, one.modelVersionId);
    const second = await activate(api, two.modelVersionId);
    const before = await whole(one.modelId);
    expect(codeOf(await rollBack(one.modelId, { fromPromotionId: first }))).toBe('ALIAS_MOVED');
    expect(await whole(one.modelId)).toBe(before);
    expect(codeOf(await rollBack(one.modelId, { fromPromotionId: second }))).toBe('OK');
    expect(await live(one.modelId)).toEqual(['PRODUCTION champion 1']);
  });

  it('P-84 refuses a place where nothing serves, and a model that is not there', async () => {
    const { modelId, modelVersionId } = await releasableVersion(api, 'nothing');
    expect(codeOf(await rollBack(modelId))).toBe('NO_WAY_BACK');
    expect(codeOf(await rollBack(modelVersionId))).toBe('NOT_FOUND');
    expect(codeOf(await rollBack(modelId, { toPromotionId: modelId }))).toBe('NOT_FOUND');
    expect(codeOf(await rollBack(modelId, { toPromotionId: '' }))).toBe('NOT_FOUND');
    expect(codeOf(await rollBack(modelId, { reason: ' ' }))).toBe('BAD_INPUT');
    expect(codeOf(await rollBack(modelId, { alias: '' }))).toBe('BAD_INPUT');
  });

  it.each<[TestPlace, number]>([
    [champion, 30],
    [short, 7],
  ])('P-85 leads back in %j for %s days', async (place, days) => {
    const [one, two] = await versions(`term ${place.alias}`);
    await activate(api, one.modelVersionId, place);
    await activate(api, two.modelVersionId, place);
    ahead = days * day;
    expect(codeOf(await rollBack(one.modelId, { ...place }))).toBe('NO_WAY_BACK');
    ahead = (days - 1) * day;
    // The log has seen the later day, and time does not go back.
    expect(codeOf(await rollBack(one.modelId, { ...place }))).toBe('NO_WAY_BACK');
    ahead = 0;
    const [three, four] = await versions(`again ${place.alias}`);
    await activate(api, three.modelVersionId, place);
    await activate(api, four.modelVersionId, place);
    ahead = (days - 1) * day;
    expect(codeOf(await rollBack(three.modelId, { ...place }))).toBe('OK');
  });
});
