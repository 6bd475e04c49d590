import { type EntityManager } from 'typeorm';

interface AlertQuestion {
  manager: EntityManager;
  workspaceId: string;
  modelVersionId: string;
  /** Not at this instant, but after it. */
  after: Date;
}

/** An alarm of a monitor; the instant in milliseconds since 1970-01-01T00:00Z. */
export interface MonitorAlert {
  monitor: string;
  at: number;
  /** Null where the run is not known that found it. */
  runId: string | null;
}

/**
 * The first run after an instant that gave an alert, of any monitor of a version; of fairness monitors, which repeat an
 * alarm for ever, those that found one (FM-13).
 */
export async function firstAlert({
  manager,
  workspaceId,
  modelVersionId,
  after,
}: AlertQuestion): Promise<MonitorAlert | null> {
  const [found] = (await manager.query(
    `SELECT name, at, run_id FROM (
       SELECT monitor.name, run.ran_at AS at, run.id AS run_id
       FROM monitor JOIN monitor_run run ON run.workspace_id = $1 AND run.monitor_id = monitor.id
       WHERE monitor.workspace_id = $1 AND monitor.model_version_id = $2
         AND monitor.kind <> 'fairness' AND run.verdict = 'alert' AND run.ran_at > $3
       UNION ALL
       SELECT monitor.name, alarm.at, run.id
       FROM monitor
       JOIN fairness_monitor_state seen ON seen.workspace_id = $1 AND seen.monitor_id = monitor.id
       CROSS JOIN LATERAL unnest(seen.alarmed_at) AS alarm (at)
       LEFT JOIN monitor_run run
         ON run.workspace_id = $1 AND run.monitor_id = monitor.id AND run.ran_at = alarm.at
       WHERE monitor.workspace_id = $1 AND monitor.model_version_id = $2 AND alarm.at > $3
     ) alerts ORDER BY at LIMIT 1`,
    [workspaceId, modelVersionId, after],
  )) as { name: string; at: Date; run_id: string | null }[];
  return found ? { monitor: found.name, at: found.at.getTime(), runId: found.run_id } : null;
}
