import { type Actor } from '@countersign/domain/access';
import { mergeProfiles, type Profile, profileFromJson } from '@countersign/statistics/profile';
import { type Database } from '../../database/database';
import { Problem } from '../../server/problem';
import { type ModelsService } from '../models/models.service';
import { type Outcomes } from '../models/outcomes';
import { performanceReport, type PerformanceReport } from '../models/performance-report';
import { type ColumnComparison, compareColumn } from './column-distribution';
import { assertOrdered, daysOf, type TimeWindow } from './time-window';

/** Rows logged for a version so far. */
export interface TrafficExtent {
  predictions: number;
  labels: number;
  /** Time of the earliest prediction; null without any. */
  first: Date | null;
  last: Date | null;
}

/** A window of some columns; all profiled columns when none are named. */
export interface ProfileRequest extends TimeWindow {
  columns?: readonly string[];
}

/** What was logged, for monitors and screens. A version that does not exist, or is another workspace's, is NOT_FOUND. */
export class TrafficService {
  constructor(
    private readonly database: Database,
    private readonly models: ModelsService,
  ) {}

  /** Exact counts of a version's rows. */
  async extent(actor: Actor, versionId: string): Promise<TrafficExtent> {
    await this.models.version(actor, versionId);
    const [row] = await this.query<
      Record<'predictions' | 'labels', string> & Pick<TrafficExtent, 'first' | 'last'>
    >(
      actor,
      `SELECT count(*) AS predictions, min(at) AS first, max(at) AS last,
              (SELECT count(*) FROM label WHERE workspace_id = $1 AND model_version_id = $2) AS labels
       FROM prediction_identity WHERE workspace_id = $1 AND model_version_id = $2`,
      [versionId],
    );
    if (!row) throw new Error('An aggregate answers with one row.');
    return { ...row, predictions: Number(row.predictions), labels: Number(row.labels) };
  }

  /** The first instants of the UTC calendar months that hold a prediction of a version, in order. */
  async months(actor: Actor, versionId: string): Promise<Date[]> {
    await this.models.version(actor, versionId);
    const rows = await this.query<{ month: Date }>(
      actor,
      `SELECT DISTINCT date_trunc('month', at, 'UTC') AS month
       FROM prediction_identity WHERE workspace_id = $1 AND model_version_id = $2 ORDER BY month`,
      [versionId],
    );
    return rows.map(({ month }) => month);
  }

  /** Time of a model's latest prediction over all its versions. */
  async lastPredictionAt(actor: Actor, modelId: string): Promise<Date | null> {
    const versionIds = await this.models.versionIds(actor, modelId);
    const [row] = await this.query<{ last: Date | null }>(
      actor,
      `SELECT max(at) AS last FROM prediction_identity
       WHERE workspace_id = $1 AND model_version_id = ANY($2::uuid[])`,
      [versionIds],
    );
    return row?.last ?? null;
  }

  /**
   * The merged profile of each column in a window of whole UTC days, counted on the baseline's `edges.all`. A column
   * without rows in the window is absent; the map is empty where the version has no baseline.
   * @throws Problem BAD_INPUT when the window does not begin and end at midnight UTC, or ends before it begins
   */
  async window(actor: Actor, versionId: string, request: ProfileRequest): Promise<Map<string, Profile>> {
    await this.models.version(actor, versionId);
    const days = daysOf(request);
    const rows = await this.query<{ column_name: string; profile: unknown }>(
      actor,
      `SELECT column_name, profile FROM window_profile
       WHERE workspace_id = $1 AND model_version_id = $2 AND day >= $3::date AND day < $4::date
         AND ($5::text[] IS NULL OR column_name = ANY($5::text[]))
       ORDER BY column_name, day`,
      [versionId, days.first, days.end, request.columns ?? null],
    );
    const merged = new Map<string, Profile>();
    for (const { column_name: column, profile } of rows) {
      const daily = profileFromJson(profile);
      const before = merged.get(column);
      merged.set(column, before ? mergeProfiles(before, daily) : daily);
    }
    return merged;
  }

  /** Finite raw values of a numeric column (a feature, `score` or `prediction`) in any window, in order of time and id. */
  async columnValues(
    actor: Actor,
    versionId: string,
    { column, start, end }: TimeWindow & { column: string },
  ): Promise<Float64Array> {
    await this.models.version(actor, versionId);
    const rows = await this.query<{ value: number | null }>(
      actor,
      `SELECT CASE $5::text
                WHEN 'score' THEN score
                WHEN 'prediction' THEN prediction::float8
                ELSE CASE jsonb_typeof(features -> $5::text) WHEN 'number' THEN (features ->> $5::text)::float8 END
              END AS value
       FROM prediction WHERE workspace_id = $1 AND model_version_id = $2 AND at >= $3 AND at < $4
       ORDER BY at, prediction_id`,
      [versionId, start, end, column],
    );
    const finite = rows.flatMap(({ value }) => (value !== null && Number.isFinite(value) ? [value] : []));
    return Float64Array.from(finite);
  }

  /** The labelled rows of a window, or of all traffic, in order of prediction time and id. */
  async outcomes(actor: Actor, versionId: string, window: TimeWindow | null): Promise<Outcomes> {
    const { first, last } = await this.extent(actor, versionId);
    if (!first || !last) return { scores: [], predictions: [], labels: [], unlabelled: 0 };
    if (window) assertOrdered(window);
    // Bounds in any case, so that the database opens only the days that hold rows.
    const bounds = window ?? { start: first, end: new Date(last.getTime() + 1) };
    return this.database.read(actor, async ({ manager }) => {
      const parameters = [actor.workspaceId, versionId, bounds.start, bounds.end];
      const predictions = (await manager.query(predictionsOfWindow, parameters)) as StoredPrediction[];
      const labels = (await manager.query(labelsOfWindow, parameters)) as { id: string; label: string }[];
      return joinLabels(predictions, new Map(labels.map(({ id, label }) => [id, label])));
    });
  }

  /** Realised performance over a window, or over all traffic. */
  async performance(actor: Actor, versionId: string, window: TimeWindow | null): Promise<PerformanceReport> {
    const task = await this.models.taskOf(actor, versionId);
    return performanceReport(task, await this.outcomes(actor, versionId, window));
  }

  /**
   * One column of a window of whole UTC days beside the baseline.
   * @throws Problem NOT_FOUND where the version has no baseline, MISSING_COLUMN where the baseline has no such column
   */
  async distribution(
    actor: Actor,
    versionId: string,
    { column, start, end }: TimeWindow & { column: string },
  ): Promise<ColumnComparison> {
    const baseline = await this.models.baselineOf(actor, versionId);
    if (!baseline)
      throw new Problem('NOT_FOUND', 'This version has no baseline to compare with.', { id: versionId });
    const profiled = baseline.profiles.get(column);
    if (!profiled)
      throw new Problem('MISSING_COLUMN', `The baseline has no column "${column}".`, {
        field: 'column',
        column,
      });
    const profiles = await this.window(actor, versionId, { start, end, columns: [column] });
    return compareColumn(profiled, profiles.get(column));
  }

  /** Every statement names the workspace: it is $1, and the parameters follow. */
  private query<Row>(actor: Actor, sql: string, parameters: unknown[]): Promise<Row[]> {
    return this.database.read(
      actor,
      ({ manager }) => manager.query(sql, [actor.workspaceId, ...parameters]) as Promise<Row[]>,
    );
  }
}

interface StoredPrediction {
  id: string;
  score: number | null;
  prediction: string | null;
}

const predictionsOfWindow = `
  SELECT prediction_id AS id, score, prediction FROM prediction
  WHERE workspace_id = $1 AND model_version_id = $2 AND at >= $3 AND at < $4 ORDER BY at, prediction_id`;

const labelsOfWindow = `
  SELECT prediction_id AS id, label FROM label
  WHERE workspace_id = $1 AND model_version_id = $2 AND predicted_at >= $3 AND predicted_at < $4`;

/** Joined here: on days just written the database knows no row counts yet, and would join them one by one. */
function joinLabels(predictions: readonly StoredPrediction[], labels: ReadonlyMap<string, string>): Outcomes {
  const outcomes: Outcomes = { scores: [], predictions: [], labels: [], unlabelled: 0 };
  for (const { id, score, prediction } of predictions) {
    const label = labels.get(id);
    if (label === undefined) {
      outcomes.unlabelled += 1;
      continue;
    }
    outcomes.scores.push(score);
    outcomes.predictions.push(prediction);
    outcomes.labels.push(label);
  }
  return outcomes;
}
