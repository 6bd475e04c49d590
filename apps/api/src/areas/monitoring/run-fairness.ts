import {
  type Check,
  type FairnessState,
  fairnessStateFromJson,
  type FairnessWatch,
  judgePair,
  pairLines,
  type PairReading,
  readPair,
  takeDays,
} from '@countersign/domain/monitoring';
import { known, notComputable } from '@countersign/statistics/inference';
import { type Transaction } from '../../database/transaction';
import { insertNew } from '../../database/insert-new';
import { FairnessMonitorState } from './fairness-monitor-state.entity';
import { type JudgedMeasurement } from './measurement';
import { type Monitor } from './monitor.entity';
import { readWatchedDays, rowsBefore, type WatchedRows } from './read-watched-days';

const dayMs = 86_400_000;

/**
 * Takes the days that are over and matured and that no run took before, inside the transaction of the run: the state, the
 * results and the entry in the log are there together or not at all. Without a new day the evidence of the last one is given
 * again. docs/spec/fairness-monitors.md
 */
export async function runFairness(
  tx: Transaction,
  monitor: Pick<Monitor, 'id' | 'modelVersionId' | 'fairness' | 'minimumN'>,
): Promise<JudgedMeasurement[]> {
  const { manager, actor, now } = tx;
  const { fairness: watch, modelVersionId } = monitor;
  if (watch === null) throw new Error('This monitor watches no groups.');
  const row = await lockState(tx, monitor.id);
  const before = row.state === null ? null : fairnessStateFromJson(row.state);
  const from = before && dayAfter(before.lastDay);
  const rows: WatchedRows = { manager, workspaceId: actor.workspaceId, modelVersionId, watch };
  const late = await lateRows(rows, before);
  const taken = takeDays(watch, before, await readWatchedDays(rows, { from, end: firstOpenDay(now, watch) }));
  if (taken) await keepState(tx, row, { before, after: taken.state });
  const readings = taken?.readings ?? before?.pairs.map((pair) => standing(watch, pair, before)) ?? [];
  return readings.map((reading) => judgedReading(monitor, watch, { reading, isNew: taken !== null, late }));
}

/** The state of a monitor, made when the first run comes; later runs wait here until the one before has ended. */
async function lockState({ manager, actor }: Transaction, monitorId: string): Promise<FairnessMonitorState> {
  const { workspaceId } = actor;
  await insertNew(manager, FairnessMonitorState, { workspaceId, monitorId, state: null, alarmedAt: [] });
  return manager.findOneOrFail(FairnessMonitorState, {
    ...{ where: { monitorId }, lock: { mode: 'pessimistic_write' as const } },
  });
}

async function keepState(
  { manager, now }: Transaction,
  { monitorId, alarmedAt }: FairnessMonitorState,
  { before, after }: { before: FairnessState | null; after: FairnessState },
): Promise<void> {
  const alarms = (state: FairnessState | null) =>
    state?.pairs.filter(({ alarmDay }) => alarmDay !== null).length ?? 0;
  const isNew = alarms(after) > alarms(before);
  await manager.update(
    FairnessMonitorState,
    { monitorId },
    { state: after as never, ...(isNew && { alarmedAt: [...alarmedAt, now] }) },
  );
}

/** What came for days that were taken before: it stays out, and is counted. */
async function lateRows(
  rows: WatchedRows,
  before: FairnessState | null,
): Promise<{ rows: number; labels: number }> {
  if (before === null) return { rows: 0, labels: 0 };
  const there = await rowsBefore(rows, dayAfter(before.lastDay));
  // Fewer than were taken: somebody deleted rows, which is not this monitor's to say.
  return {
    rows: Math.max(0, there.rows - before.rows),
    labels: Math.max(0, there.labelled - before.labelled),
  };
}

/** A pair as the last run left it. */
function standing(
  watch: FairnessWatch,
  pair: FairnessState['pairs'][number],
  { lastDay: day }: FairnessState,
): PairReading {
  return readPair(watch, pair, { day, on: null });
}

interface Found {
  reading: PairReading;
  /** Whether this run took the day. */
  isNew: boolean;
  late: { rows: number; labels: number };
}

function judgedReading(
  { minimumN }: Pick<Monitor, 'minimumN'>,
  watch: FairnessWatch,
  { reading, isNew, late }: Found,
): JudgedMeasurement {
  const { day, group, alpha, largestEValue, pValue, reference, compared, gap, gapInterval } = reading;
  const start = Date.parse(day);
  const basis = { n: compared.n, method: 'e_process' };
  const nobody = Math.min(reference.n, compared.n) === 0;
  const check: Check = {
    ...{ method: watch.rate, appliesTo: null, direction: 'above', deciding: true, ...pairLines(alpha) },
  };
  const { since, periods, eValue, alarmDay, alarmPeriod, on } = reading;
  return {
    ...{ window: { start, end: start + dayMs }, column: group, check },
    estimate: nobody
      ? notComputable({ ...basis, reason: 'no_rows' })
      : known({ ...basis, value: largestEValue }),
    ...{ baselineN: reference.n, pValue, verdict: judgePair(reading, minimumN) },
    parameters: {
      ...{ attribute: watch.attribute, alpha, since, periods, eValue, largestEValue, alarmDay, alarmPeriod },
      ...{ reference: { group: watch.reference, ...reference }, compared: { group, ...compared } },
      ...{ gap: gap === null ? null : { value: gap, ...gapInterval }, day: on },
      ...{ taken: isNew, lateRows: late.rows, lateLabels: late.labels },
    },
  };
}

/** The first instant of the first day that is not over and matured. */
function firstOpenDay(now: Date, { maturityDays }: FairnessWatch): Date {
  const matured = now.getTime() - maturityDays * dayMs;
  return new Date(matured - (((matured % dayMs) + dayMs) % dayMs));
}

function dayAfter(day: string): Date {
  return new Date(Date.parse(day) + dayMs);
}
