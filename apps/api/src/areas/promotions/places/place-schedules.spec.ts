import { setTimeout as sleep } from 'node:timers/promises';
import { transitions, type PromotionAction, type PromotionState } from '@countersign/domain/approvals';
import fc from 'fast-check';
import { systemActor } from '../../../jobs/job';
import { startTestApi, type ApiClient, type TestApi } from '../../../testing/api';
import { releasableVersion, type Releasable } from '../../../testing/releasable-version';
import { documents } from '../../../testing/documents';
import {
  activate,
  alarm,
  approve,
  codeOf,
  publish,
  reinstateDocument,
  rollBackDocument,
  type TestPlace,
} from '../../../testing/serving';

/** Each is a place of its own, in which two versions have served and a third is approved; some ten requests race. */
const schedules = 24;

const ops = ['activate', 'rollBack', 'backTo', 'alarm', 'look', 'reinstate', 'refresh', 'withdraw'] as const;
interface Planned {
  op: (typeof ops)[number];
  /** Of the three promotions, where one is named. */
  which: number;
  /** Milliseconds after the start. */
  after: number;
  server: number;
}
const planned = (op: fc.Arbitrary<Planned['op']>) =>
  fc.record({
    ...{ op, which: fc.nat({ max: 2 }) },
    ...{ after: fc.nat({ max: 60 }), server: fc.nat({ max: 1 }) },
  });
/** What serves is suspended and looked at, if it still serves by then. */
const loud: readonly Planned[] = (['alarm', 'look', 'reinstate'] as const).map((op, index) => ({
  ...{ op, which: 1, after: 40 * index, server: index % 2 },
}));
/** The same with nothing beside it and time between, so that it succeeds however busy the machine is. */
const calm: readonly Planned[] = loud.map((each, index) => ({ ...each, after: 1_000 * index }));
/** An activation and a return are in each, so that they race one another. */
const schedule = fc
  .tuple(
    planned(fc.constant('activate')),
    planned(fc.constantFrom('rollBack', 'backTo')),
    fc.array(planned(fc.constantFrom(...ops)), { minLength: 2, maxLength: 6 }),
    fc.boolean(),
  )
  .map(([one, other, rest, isLoud]) => [one, other, ...rest, ...(isLoud ? loud : [])]);

interface Entry {
  action: string;
  outcome: string;
  subject: string;
  payload: Record<string, unknown>;
}

/**
 * Where promotions, aliases, deployments and suspensions disagree, in every place there is; and where two stretches of
 * service overlap or leave a gap.
 */
const disagreements = `
  WITH serving AS (
    SELECT model_id, environment, alias, id, model_version_id FROM promotion
    WHERE workspace_id = $1 AND state IN ('active', 'suspended')
  ), pointing AS (
    SELECT model_id, environment, name AS alias, promotion_id AS id, model_version_id FROM model_alias WHERE workspace_id = $1
  ), live AS (
    SELECT model_id, environment, alias, promotion_id AS id, model_version_id FROM deployment
    WHERE workspace_id = $1 AND ended_at IS NULL
  ), stretch AS (
    SELECT model_id, environment, alias, ended_at, promotion_id, lead(activated_at) OVER place AS next
    FROM deployment WHERE workspace_id = $1 WINDOW place AS (PARTITION BY model_id, environment, alias ORDER BY id)
  )
  SELECT 'alias' AS what, id FROM ((TABLE serving EXCEPT TABLE pointing) UNION (TABLE pointing EXCEPT TABLE serving)) one
  UNION ALL
  SELECT 'deployment', id FROM ((TABLE serving EXCEPT TABLE live) UNION (TABLE live EXCEPT TABLE serving)) two
  UNION ALL
  SELECT 'stretch', promotion_id FROM stretch WHERE ended_at IS DISTINCT FROM next
  UNION ALL
  SELECT 'suspension', id FROM promotion WHERE workspace_id = $1 AND state IN ('active', 'suspended')
    AND (state = 'suspended') <> EXISTS (SELECT FROM suspension WHERE promotion_id = promotion.id AND lifted_at IS NULL)
  UNION ALL
  SELECT 'history', id FROM promotion WHERE workspace_id = $1
    AND (state IN ('active', 'suspended', 'superseded', 'rolled_back'))
      <> EXISTS (SELECT FROM deployment WHERE promotion_id = promotion.id)`;

describe('steps in one place at once', () => {
  let api: TestApi;
  let urls: string[];
  let versions: Releasable[];
  let place: TestPlace;
  let run = 0;
  const clients = new Map<string, ApiClient>();
  const tally = new Map<string, number>();
  const count = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);

  beforeAll(async () => {
    api = await startTestApi();
    urls = [api.url, (await api.replica()).url];
    await publish(api, { name: 'everywhere', environment: 'staging', alias: '*' });
    for (const name of ['mel', 'riley', 'dana']) clients.set(name, await api.as(name));
    const one = await releasableVersion(api, 'places');
    const two = await one.next();
    versions = [one, two, await two.next()];
  });
  afterAll(() => api.stop());

  const client = (name: string, server: number): ApiClient =>
    (clients.get(name) as ApiClient).at(urls[server] ?? '');
  const versionId = (which: number): string => versions[which]?.modelVersionId ?? '';

  const perform = async ({ op, which, server }: Planned, ids: readonly string[]): Promise<string> => {
    const input = { modelId: versions[0]?.modelId, reason: 'It errs.', ...place };
    const id = ids[which];
    const mel = client('mel', server);
    switch (op) {
      case 'activate':
        return codeOf(await mel.graphql(named('activatePromotion'), { id: ids[2] }));
      case 'rollBack':
        return codeOf(await mel.graphql(rollBackDocument, { input }));
      case 'backTo':
        return codeOf(await mel.graphql(rollBackDocument, { input: { ...input, toPromotionId: id } }));
      case 'alarm':
        await alarm(api, versionId(which));
        return 'OK';
      case 'look':
        await api.services.suspensions.suspendDue(systemActor(api.workspaceId));
        return 'OK';
      case 'reinstate':
        return codeOf(await client('riley', server).graphql(reinstateDocument, { id }));
      case 'refresh':
        return codeOf(await client('dana', server).graphql(refresh, { id: ids[2] }));
      default:
        return codeOf(await client('dana', server).graphql(withdraw, { id: ids[2] }));
    }
  };

  /** The states that the log leads to, entry by entry; each step has to be in the table. */
  const replayed = (entries: readonly Entry[], from: Map<string, PromotionState>) => {
    const states = new Map(from);
    const take = (id: string, action: PromotionAction, to: PromotionState) => {
      const cell = transitions[states.get(id) as PromotionState][action];
      expect({ id, action, cell }).toEqual({ id, action, cell: expect.arrayContaining([to]) as unknown });
      states.set(id, to);
    };
    for (const { action, outcome, subject, payload } of entries) {
      if (outcome === 'refused' || !states.has(subject)) continue;
      const state = payload['state'] as PromotionState;
      if (action === 'activatePromotion') {
        const before = payload['superseded'] as string | null;
        if (before !== null) take(before, 'supersede', 'superseded');
        take(subject, 'activate', 'active');
      } else if (action === 'rollBack') {
        take(subject, 'roll_back', 'rolled_back');
        take(String(payload['restored']), 'restore', 'active');
      } else if (action === 'suspendPromotion') take(subject, 'suspend', 'suspended');
      else if (action === 'reinstatePromotion') take(subject, 'reinstate', 'active');
      else if (action === 'refreshGates') take(subject, 'refresh_gates', state);
      else take(subject, 'withdraw', 'withdrawn');
    }
    return states;
  };

  const play = async (plan: readonly Planned[]): Promise<void> => {
    place = { environment: 'STAGING', alias: `schedule ${(run += 1)}` };
    const ids = [
      await activate(api, versionId(0), place),
      await activate(api, versionId(1), place),
      await approve(api, versionId(2), place),
    ];
    const statesOf = async () =>
      new Map(
        (
          await api.owner.query<{ id: string; state: PromotionState }>(
            'SELECT id, state FROM promotion WHERE id = ANY($1)',
            [ids],
          )
        ).rows.map(({ id, state }) => [id, state]),
      );
    const before = await statesOf();
    const { rows: head } = await api.owner.query<{ size: string }>(
      'SELECT size FROM audit_head WHERE workspace_id = $1',
      [api.workspaceId],
    );
    const codes = await Promise.all(
      plan.map(async (each) => {
        await sleep(each.after);
        const code = await perform(each, ids);
        count(`${each.op} ${code}`);
        return { op: each.op, code };
      }),
    );
    expect(codes.filter(({ code }) => code === 'INTERNAL')).toEqual([]);
    const { rows: entries } = await api.owner.query<Entry>(
      `SELECT action, outcome, subject_id AS subject, payload FROM audit_entry
       WHERE workspace_id = $1 AND sequence > $2 ORDER BY sequence`,
      [api.workspaceId, head[0]?.size],
    );
    const after = await statesOf();
    expect([...replayed(entries, before)].sort()).toEqual([...after].sort());
    const steps = [
      'activatePromotion',
      'rollBack',
      'reinstatePromotion',
      'refreshGates',
      'withdrawPromotion',
    ];
    expect(
      entries.filter(({ action, outcome }) => steps.includes(action) && outcome === 'done'),
    ).toHaveLength(codes.filter(({ op, code }) => code === 'OK' && op !== 'alarm' && op !== 'look').length);
    const { rows } = await api.owner.query(disagreements, [api.workspaceId]);
    expect(rows).toEqual([]);
    count(`ends ${ids.map((id) => after.get(id)).join(' ')}`);
    await client('dana', 0).graphql(withdraw, { id: ids[2] });
  };

  it('P-95 P-81 P-41 are one history, after which everything in every place agrees (seed 95)', async () => {
    const settings = { seed: 95, numRuns: schedules, endOnFailure: true };
    await fc.assert(fc.asyncProperty(schedule, play), { ...settings, examples: [[[...calm]]] });
    // The schedules did race: each way to win and to lose was met.
    const met = [
      ...['activate OK', 'activate ALIAS_MOVED', 'activate PROMOTION_CLOSED', 'rollBack OK'],
      ...['rollBack NO_WAY_BACK', 'backTo OK', 'backTo NO_WAY_BACK', 'reinstate OK'],
      ...['reinstate PROMOTION_CLOSED', 'withdraw OK'],
    ];
    expect(met.filter((what) => !tally.has(what))).toEqual([]);
  }, 300_000);
});

const change = '__typename ... on Refusal { code }';
const refresh = `mutation ($id: ID!) { answer: refreshGates(promotionId: $id) { ${change} } }`;
const withdraw = `mutation ($id: ID!) { answer: withdrawPromotion(promotionId: $id, reason: "Because.") { ${change} } }`;
const named = (name: keyof typeof documents) => documents[name].replace(`${name}(`, `answer: ${name}(`);
