import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger } from 'pino';
import { signAuditLogs } from '../areas/audit-log/sign-audit-logs';
import { witnessAuditLogs } from '../areas/audit-log/witness-audit-logs';
import { applyRetention } from '../areas/privacy/apply-retention';
import { keepTerms } from '../areas/promotions/keep-terms';
import { suspendApprovals } from '../areas/promotions/suspensions/suspend-approvals';
import { eraseOver } from '../areas/vault/erase-over';
import { deliverWebhooks, forgetDeliveries } from '../areas/webhooks/deliver-webhooks';
import { requirePermission } from '../server/permit';
import { type Services } from '../server/services';
import { type Job, systemActor } from './job';

/** Everything the server does by itself. What is not in this list does not run. */
export const jobs: readonly Job[] = [
  signAuditLogs,
  witnessAuditLogs,
  applyRetention,
  eraseOver,
  keepTerms,
  suspendApprovals,
  deliverWebhooks,
  forgetDeliveries,
];

export interface RunningJobs {
  /** Turns that failed since the start, by the job's name. */
  readonly failures: ReadonlyMap<string, number>;
  /** Begins no further turn and resolves when the last one is over. */
  stop(): Promise<void>;
}

/** Runs every job again and again, in one workspace after the other; the first turn comes at once. */
export function startJobs(services: Services, logger: Logger, toRun = jobs): RunningJobs {
  const failures = new Map<string, number>();
  const stopping = new AbortController();
  const failed = (job: Job, workspaceId: string | null, error: unknown) => {
    failures.set(job.name, (failures.get(job.name) ?? 0) + 1);
    logger.error({ err: error, job: job.name, workspaceId }, 'a job failed');
  };
  const running = toRun.map((job) => repeat(job, { services, failed, signal: stopping.signal }));
  return {
    failures,
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

interface Turns {
  services: Services;
  failed: (job: Job, workspaceId: string | null, error: unknown) => void;
  signal: AbortSignal;
}

/** A turn begins when the one before it is over and has rested: a slow job never meets itself. */
async function repeat(job: Job, turns: Turns): Promise<void> {
  const { signal } = turns;
  while (!signal.aborted) {
    await takeTurn(job, turns);
    // Aborting ends the rest early; the loop then ends too.
    await sleep(job.everySeconds * 1000, undefined, { signal }).catch(() => undefined);
  }
}

/** A failure in one workspace takes nothing from the others, and the next turn tries it again. */
async function takeTurn(job: Job, { services, failed, signal }: Turns): Promise<void> {
  let workspaceIds: string[] = [];
  try {
    workspaceIds = await services.database.everyWorkspaceId();
  } catch (error) {
    failed(job, null, error);
  }
  for (const workspaceId of workspaceIds) {
    if (signal.aborted) return;
    const actor = systemActor(workspaceId);
    try {
      requirePermission({ actor }, job.permission);
      await job.run(services, actor);
    } catch (error) {
      failed(job, workspaceId, error);
    }
  }
}
