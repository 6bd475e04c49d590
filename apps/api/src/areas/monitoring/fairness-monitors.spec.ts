import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';
import { registerDataset, registerVersion, run } from '../../testing/release-path';

const createMonitor = `mutation ($input: CreateMonitorInput!) { createMonitor(input: $input) { __typename
  ... on Refusal { code }
  ... on MonitorCreated { monitor { id kind minimumN checks { method warning alert direction }
    fairness { attribute rate positiveValue favourable reference groups alpha maturityDays } } } } }`;
const runMonitor = `mutation ($id: ID!) { runMonitor(monitorId: $id) { __typename
  ... on MonitorRunCompleted { run { id verdict evidenceDigest windows { start } results(first: 500) { nodes { ...found } } } } } }
  fragment found on MonitorResult { column method verdict warning alert baselineN pValue parameters
    window { start end } estimate { value n status reason method } }`;
const history = `query ($id: ID!) { monitor(id: $id) { history(first: 500) { totalCount nodes {
  ...found } } } }
  fragment found on MonitorResult { column method verdict warning alert baselineN pValue parameters
    window { start end } estimate { value n status reason method } }`;

interface Side {
  group: string;
  successes?: number;
  n: number;
  rate: number | null;
  labelled: number;
  predicted: number;
}
interface Found {
  column: string;
  method: string;
  verdict: string;
  alert: number;
  warning: number;
  baselineN: number;
  pValue: number;
  window: { start: string; end: string };
  estimate: { value: number | null; n: number; reason: string | null };
  parameters: {
    eValue: number;
    alarmDay: string | null;
    since: string;
    taken: boolean;
    lateRows: number;
    lateLabels: number;
    reference: Side;
    compared: Side;
    gap: { value: number; lower: number; upper: number } | null;
    day: { reference: { successes: number; n: number } } | null;
  };
}
interface Run {
  id: string;
  verdict: string;
  evidenceDigest: string;
  windows: { start: string }[];
  results: { nodes: Found[] };
}

const mapping = { id: 'id', at: 'at', prediction: 'prediction', score: 'score', groups: ['sex'] };
const day = 86_400_000;
const firstDay = Date.parse('2026-03-01T00:00:00Z');
const dateOf = (index: number) => new Date(firstDay + index * day).toISOString().slice(0, 10);

/** The rows of one day: of each group n, of which so many are predicted positive; labels for the first so many. */
type Day = Record<string, { n: number; positive: number }>;

describe('fairness monitors', () => {
  let api: TestApi;
  let dana: ApiClient;
  let baselineId: string;
  let modelId: string;
  let modelVersionId: string;
  let versions = 0;
  let sent = 0;
  let now = new Date(firstDay);
  const clock = () => now;

  beforeAll(async () => {
    api = await startTestApi(clock);
    dana = await api.as('dana');
    baselineId = await registerDataset(dana, 'people', await dana.upload('people.csv', population()));
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    await moveTo(0);
    versions += 1;
    const baseline = { id: 'id', prediction: 'prediction', score: 'score', label: 'label', groups: ['sex'] };
    const registered = await registerVersion(dana, {
      ...{ model: `model ${versions}`, baselineId, mapping: baseline },
    });
    ({ modelId, modelVersionId } = registered);
  });

  /** To noon of a day; sessions end, so everybody signs in again. */
  const moveTo = async (index: number) => {
    now = new Date(firstDay + index * day + day / 2);
    dana = await api.as('dana');
  };
  const lines = (index: number, groups: Day, name = '') =>
    Object.entries(groups).flatMap(([sex, { n, positive }]) =>
      Array.from({ length: n }, (_, row) => {
        const at = new Date(firstDay + index * day + row * 1000).toISOString();
        return { id: `${index}-${name}${sex}-${row}`, at, positive: row < positive, sex };
      }),
    );
  const log = async (index: number, groups: Day, name = '') => {
    if (now.getTime() < firstDay + index * day) await moveTo(index);
    const rows = lines(index, groups, name).map(
      ({ id, at, positive, sex }) => `${id},${at},${positive ? 1 : 0},${positive ? 0.9 : 0.1},${sex}`,
    );
    const text = ['id,at,prediction,score,sex', ...rows].join('\n');
    const uploadId = await dana.upload('rows.csv', text);
    const input = { modelVersionId, uploadId, mapping, idempotencyKey: `p${(sent += 1)}` };
    expect(await run(dana, 'logPredictions', { input })).toMatchObject({ accepted: rows.length });
  };
  /** Says of the rows that were sent as this what happened. */
  const label = async (ids: readonly string[], happened: number) => {
    const text = ['id,label', ...ids.map((id) => `${id},${happened}`)].join('\n');
    const input = {
      ...{ modelId, uploadId: await dana.upload('labels.csv', text), idempotencyKey: `l${(sent += 1)}` },
      mapping: { id: 'id', label: 'label' },
    };
    expect(await run(dana, 'logLabels', { input })).toMatchObject({ accepted: ids.length });
  };
  const watch = (changes = {}) => ({ attribute: 'sex', favourable: 'POSITIVE', reference: 'm', ...changes });
  const create = async (changes = {}, more = {}) => {
    const input = {
      ...{
        modelVersionId,
        name: 'by sex',
        kind: 'FAIRNESS',
        minimumN: 20,
        fairness: watch(changes),
        ...more,
      },
    };
    const data = await dana.data<{ createMonitor: { __typename: string; monitor: { id: string } } }>(
      createMonitor,
      { input },
    );
    return data.createMonitor;
  };
  const runOnce = async (id: string, client = dana): Promise<Run> =>
    (await client.data<{ runMonitor: { run: Run } }>(runMonitor, { id })).runMonitor.run;
  /** All days of a monitor, newest first, as somebody sees who may see every count. */
  const taken = async (id: string): Promise<Found[]> => {
    const riley = await api.as('riley');
    const { monitor } = await riley.data<{ monitor: { history: { nodes: Found[] } } }>(history, { id });
    return monitor.history.nodes;
  };
  const fault = async (changes: object, more = {}) => {
    const input = { modelVersionId, name: 'x', kind: 'FAIRNESS', fairness: watch(changes), ...more };
    const { errors } = await dana.graphql(createMonitor, { input });
    return errors?.[0]?.extensions['field'];
  };

  const fair: Day = { m: { n: 20, positive: 10 }, f: { n: 20, positive: 10 } };
  const unfair: Day = { m: { n: 20, positive: 16 }, f: { n: 20, positive: 4 } };

  it('FM-1 says what it watches, and is the same monitor for the same content', async () => {
    const made = await create({ groups: ['f'], alpha: 0.01 });
    expect(made.monitor).toMatchObject({
      ...{ kind: 'FAIRNESS', minimumN: 20 },
      checks: [{ method: 'selection_rate', warning: 25, alert: 100, direction: 'ABOVE' }],
      fairness: {
        ...{ attribute: 'sex', rate: 'SELECTION_RATE', positiveValue: '1', favourable: 'POSITIVE' },
        ...{ reference: 'm', groups: ['f'], alpha: 0.01, maturityDays: 0 },
      },
    });
    expect((await create({ groups: ['f'], alpha: 0.01 })).monitor.id).toBe(made.monitor.id);
    expect(await create({ groups: ['f'], alpha: 0.02 })).toMatchObject({ code: 'CONFLICTING_REGISTRATION' });
  });

  it('FM-15 names the field of what it cannot watch', async () => {
    expect(await fault({ reference: ' ' })).toBe('fairness.reference');
    expect(await fault({ alpha: 0 })).toBe('fairness.alpha');
    expect(await fault({ rate: 'TPR' })).toBe('fairness.maturityDays');
    expect(await fault({ groups: ['m'] })).toBe('fairness.groups');
    expect(await fault({}, { fairness: null })).toBe('fairness');
    expect(await fault({}, { kind: 'DRIFT' })).toBe('fairness');
    const checks = [{ method: 'psi', appliesTo: 'NUMERIC', alert: 0.2, direction: 'ABOVE' }];
    expect(await fault({}, { checks })).toBe('checks');
  });

  it('FM-7 takes each day that is over once and in order, and gives the last one again where there is no new one', async () => {
    const { monitor } = await create();
    expect(await runOnce(monitor.id)).toMatchObject({
      verdict: 'UNKNOWN',
      windows: [],
      results: { nodes: [] },
    });
    await log(0, fair);
    await log(1, fair);
    await moveTo(2);
    const first = await runOnce(monitor.id);
    expect(first.windows.map(({ start }) => start.slice(0, 10))).toEqual([dateOf(0), dateOf(1)]);
    expect(first.verdict).toBe('OK');
    const again = await runOnce(monitor.id);
    expect(again.results.nodes).toMatchObject([
      { ...{ column: 'f', verdict: 'OK' }, estimate: { n: 40 }, parameters: { taken: false, day: null } },
    ]);
    expect(again.windows.map(({ start }) => start.slice(0, 10))).toEqual([dateOf(1)]);
    expect((await runOnce(monitor.id)).evidenceDigest).toBe(again.evidenceDigest);
    await log(3, fair);
    await moveTo(4);
    const last = await runOnce(monitor.id);
    expect(last.windows.map(({ start }) => start.slice(0, 10))).toEqual([dateOf(3)]);
    expect(last.results.nodes[0]).toMatchObject({
      ...{ baselineN: 60, estimate: { n: 60 } },
      parameters: { since: dateOf(0), taken: true },
    });
    const read = await dana.data<{ monitor: { history: { totalCount: number; nodes: Found[] } } }>(history, {
      id: monitor.id,
    });
    expect(read.monitor.history.nodes.map(({ window }) => window.start.slice(0, 10))).toEqual([
      ...[dateOf(3), dateOf(1), dateOf(0)],
    ]);
    expect(read.monitor.history.totalCount).toBe(3);
  });

  it('FM-7 goes on in another server where the one before stopped, as one that never stopped', async () => {
    const whole = (await create({}, { name: 'whole' })).monitor.id;
    const parts = (await create({}, { name: 'parts' })).monitor.id;
    const replica = await api.replica();
    for (let index = 0; index < 6; index += 1) {
      await log(index, index < 3 ? fair : unfair);
      if (index % 2 === 1) await runOnce(parts, index === 3 ? dana.at(replica.url) : dana);
    }
    await moveTo(6);
    await runOnce(parts);
    await runOnce(whole);
    const ofMonitor = async (id: string) => {
      const found = await taken(id);
      return found.map(({ parameters, ...rest }) => ({ ...rest, eValue: parameters.eValue }));
    };
    expect(await ofMonitor(parts)).toEqual(await ofMonitor(whole));
    expect(await ofMonitor(parts)).toHaveLength(6);
  });

  it('FM-14 two runs at once take a day once', async () => {
    const { monitor } = await create();
    await log(0, fair);
    await log(1, unfair);
    await moveTo(2);
    const runs = await Promise.all(Array.from({ length: 4 }, () => runOnce(monitor.id)));
    const taken = runs.filter(({ results }) => results.nodes.some(({ parameters }) => parameters.taken));
    expect(taken).toHaveLength(1);
    expect(taken[0]?.results.nodes).toHaveLength(2);
    expect(new Set(runs.map(({ results }) => results.nodes.at(-1)?.parameters.eValue)).size).toBe(1);
    const { rows } = await api.owner.query<{ periods: number }>(
      `SELECT (state #>> '{pairs,0,process,periods}')::int AS periods FROM fairness_monitor_state WHERE monitor_id = $1`,
      [monitor.id],
    );
    expect(rows).toEqual([{ periods: 2 }]);
  });

  it('FM-14 a run that fails takes no day', async () => {
    const { monitor } = await create();
    await log(0, fair);
    await moveTo(1);
    const broken = `CREATE FUNCTION fail_on_results() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
      CREATE TRIGGER fail_on_results BEFORE INSERT ON monitor_result FOR EACH ROW
      WHEN (NEW.workspace_id = '${api.workspaceId}') EXECUTE FUNCTION fail_on_results()`;
    await api.owner.query(broken);
    try {
      const { errors } = await dana.graphql(runMonitor, { id: monitor.id });
      expect(errors).toHaveLength(1);
    } finally {
      await api.owner.query(
        'DROP TRIGGER fail_on_results ON monitor_result; DROP FUNCTION fail_on_results()',
      );
    }
    expect((await runOnce(monitor.id)).results.nodes).toMatchObject([{ parameters: { taken: true } }]);
  });

  it('FM-8 a rate that needs labels takes a day when its labels had their days, and counts none that is missing', async () => {
    const { monitor } = await create({ rate: 'TPR', maturityDays: 2 });
    await log(0, { m: { n: 30, positive: 24 }, f: { n: 30, positive: 24 } });
    const ids = (sex: string, from: number, to: number) =>
      Array.from({ length: to - from }, (_, row) => `0-${sex}-${from + row}`);
    // Of the men 20 predicted positive and 4 predicted negative were positive; of the women, nobody knows of the last ten.
    await label([...ids('m', 0, 20), ...ids('m', 24, 28), ...ids('f', 0, 20)], 1);
    await label([...ids('m', 20, 24), ...ids('m', 28, 30)], 0);
    await moveTo(2);
    expect((await runOnce(monitor.id)).windows).toEqual([]);
    await moveTo(3);
    await runOnce(monitor.id);
    const [found] = await taken(monitor.id);
    expect(found?.parameters).toMatchObject({
      reference: { group: 'm', successes: 20, n: 24, predicted: 30, labelled: 30 },
      compared: { group: 'f', successes: 20, n: 20, predicted: 30, labelled: 20 },
    });
  });

  it('FM-9 leaves out what came late for a day that was taken, and says how much it is', async () => {
    const { monitor } = await create({ rate: 'TPR', maturityDays: 1 });
    await log(0, fair);
    await label(['0-m-0', '0-f-0'], 1);
    await moveTo(2);
    const [first] = (await runOnce(monitor.id)).results.nodes;
    expect(first?.parameters).toMatchObject({ lateRows: 0, lateLabels: 0, compared: { n: 1 } });
    await log(0, { f: { n: 3, positive: 3 } }, 'late ');
    await label(['0-m-1', '0-late f-0'], 1);
    const [again] = (await runOnce(monitor.id)).results.nodes;
    expect(again?.parameters).toMatchObject({ lateRows: 3, lateLabels: 2, compared: { n: 1 } });
  });

  it('FM-10 FM-11 gives the evidence of each group with both sizes, the gap and when it alarmed', async () => {
    const { monitor } = await create({ groups: ['f', 'x'] });
    for (let index = 0; index < 6; index += 1) await log(index, unfair);
    await moveTo(6);
    const { verdict, results } = await runOnce(monitor.id);
    expect(verdict).toBe('ALERT');
    expect(results.nodes).toHaveLength(12);
    const [x, f] = await taken(monitor.id);
    expect(f).toMatchObject({
      ...{ column: 'f', method: 'selection_rate', verdict: 'ALERT', warning: 10, alert: 40, baselineN: 120 },
      estimate: { n: 120, method: 'e_process' },
      window: { start: `${dateOf(5)}T00:00:00.000Z`, end: `${dateOf(6)}T00:00:00.000Z` },
      parameters: {
        reference: { group: 'm', successes: 96, n: 120, rate: 0.8 },
        compared: { group: 'f', successes: 24, n: 120, rate: 0.2 },
        day: { reference: { successes: 16, n: 20 } },
      },
    });
    expect(f?.estimate.value).toBeGreaterThanOrEqual(40);
    expect(f?.pValue).toBeCloseTo(1 / (f?.estimate.value ?? 0), 15);
    expect(f?.parameters.alarmDay).toMatch(/^2026-03-0[2-5]$/);
    expect(f?.parameters.gap?.value).toBeCloseTo(-0.6, 12);
    expect(x).toMatchObject({
      ...{ column: 'x', verdict: 'UNKNOWN', estimate: { value: null, n: 0, reason: 'no_rows' } },
    });
  });

  it('FM-6 a group that turns up later begins then', async () => {
    const { monitor } = await create();
    await log(0, fair);
    await moveTo(1);
    await runOnce(monitor.id);
    await log(1, { ...fair, x: { n: 5, positive: 1 } });
    await moveTo(2);
    const { verdict, results } = await runOnce(monitor.id);
    expect(results.nodes.map(({ column, alert, parameters }) => [column, alert, parameters.since])).toEqual([
      ['f', 40, dateOf(0)],
      ['x', 80, dateOf(1)],
    ]);
    expect(verdict).toBe('UNKNOWN');
  });

  it('FM-16 counts rows of unknown group in no group, and predictions as numbers', async () => {
    const { monitor } = await create({ positiveValue: '1.0' });
    await log(0, { ...fair, '': { n: 7, positive: 7 } });
    await moveTo(1);
    const { results } = await runOnce(monitor.id);
    expect(results.nodes.map(({ column }) => column)).toEqual(['f']);
    expect((await taken(monitor.id))[0]?.parameters.compared).toMatchObject({ successes: 10, n: 20 });
  });

  it('FM-17 shows no counts to who may see no numbers of few people, and no evidence with them', async () => {
    const { monitor } = await create();
    await log(0, { m: { n: 40, positive: 15 }, f: { n: 30, positive: 4 } });
    await moveTo(1);
    const made = await runOnce(monitor.id);
    const evidence = 'query ($digest: String!) { evidence(digest: $digest) { kind } }';
    const seen = async (persona: string) => {
      const client = await api.as(persona);
      const { monitor: read } = await client.data<{ monitor: { history: { nodes: Found[] } } }>(history, {
        id: monitor.id,
      });
      const { data, errors } = await client.graphql(evidence, { digest: made.evidenceDigest });
      return {
        parameters: read.history.nodes[0]?.parameters,
        evidence: errors?.[0]?.extensions['code'] ?? data,
      };
    };
    const few = await seen('mel');
    expect(few.evidence).toBe('FORBIDDEN');
    expect(few.parameters).toMatchObject({
      reference: { group: 'm', n: 40, rate: 0.38 },
      compared: { group: 'f', n: 30, rate: null },
      ...{ gap: null, day: null },
    });
    expect(JSON.stringify(few.parameters)).not.toContain('successes');
    const all = await seen('riley');
    expect(all.evidence).toEqual({ evidence: { kind: 'fairness_monitor_run' } });
    expect(all.parameters).toMatchObject({
      compared: { successes: 4, n: 30 },
      day: { compared: { successes: 4, n: 30 } },
    });
  });

  it('FM-18 a run in another workspace finds no monitor, and its state is behind both walls', async () => {
    const { monitor } = await create();
    await log(0, fair);
    await moveTo(1);
    await runOnce(monitor.id);
    const foreign = await startTestApi(clock);
    try {
      const { errors } = await (await foreign.as('dana')).graphql(runMonitor, { id: monitor.id });
      expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
      const seen = await foreign.database.read({ workspaceId: foreign.workspaceId }, ({ manager }) =>
        manager.query('SELECT monitor_id FROM fairness_monitor_state'),
      );
      expect(seen).toEqual([]);
    } finally {
      await foreign.stop();
    }
  });

  it('FM-14 the run and its entry in the log are one', async () => {
    const { monitor } = await create();
    await log(0, fair);
    await moveTo(1);
    const { id, evidenceDigest } = await runOnce(monitor.id);
    const { rows } = await api.owner.query<{ canonical: string }>(
      `SELECT canonical FROM audit_entry WHERE workspace_id = $1 AND action = 'runMonitor' AND subject_id = $2`,
      [api.workspaceId, id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.canonical).toContain(evidenceDigest);
  });
});

function population(): string {
  const rows = Array.from({ length: 100 }, (_, row) =>
    [`b${row}`, row % 2, row % 2 ? 0.9 : 0.1, row % 4 < 2 ? 1 : 0, row % 3 ? 'm' : 'f'].join(','),
  );
  return ['id,prediction,score,label,sex', ...rows].join('\n');
}
