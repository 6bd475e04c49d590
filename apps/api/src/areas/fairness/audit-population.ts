import { type Actor } from '@countersign/domain/access';
import { type AuditSubject } from '@countersign/domain/fairness';
import { type Database } from '../../database/database';
import { Problem } from '../../server/problem';
import { type DatasetsService } from '../datasets/datasets.service';
import { dayOf } from '../traffic/time-window';
import { type CountedPopulation, countPopulation } from './count-population';
import { type FairnessAudit } from './fairness-audit.entity';
import { type FilePlan, type PopulationPlan, type ProductionPlan } from './plan-population';
import { readPopulation } from './read-population';
import { countProduction } from './read-production';
import { type VaultGroups } from './vault-groups';

const dayLength = 24 * 60 * 60 * 1000;

/** Which population an audit counts, as its row names it. */
type StoredPopulation = Pick<FairnessAudit, 'datasetVersionId' | 'windowStart' | 'windowEnd' | 'maturedDays'>;

/** Whom an audit counts, what was counted, and how the evidence names them. */
export interface AuditPopulation {
  counts: CountedPopulation['counts'];
  subject: Omit<AuditSubject, 'artifactDigest'>;
  stored: StoredPopulation;
  /** The population as the audit log names it. */
  logged: Record<string, unknown>;
}

interface Sources {
  database: Database;
  datasets: DatasetsService;
  actor: Actor;
  modelVersionId: string;
  /** Null where the population holds all attributes. */
  vault: VaultGroups | null;
}

/**
 * Counts the population of an audit: a registered file, or the predictions of a window.
 * @throws Problem naming the field of the request
 */
export function auditPopulation(sources: Sources, plan: PopulationPlan): Promise<AuditPopulation> {
  return 'window' in plan ? ofProduction(sources, plan) : ofFile(sources, plan);
}

async function ofFile({ datasets, actor, vault }: Sources, plan: FilePlan): Promise<AuditPopulation> {
  const population = await datasets.version(actor, plan.datasetVersionId);
  const rows = await readPopulation(
    { file: datasets.file(population), columns: population.columns },
    plan,
    vault,
  );
  const { counts, medianScore } = countPopulation(rows, plan);
  const { predictionColumn: prediction, labelColumn: label, scoreColumn: score } = plan;
  const { decisionColumn: decision } = plan;
  return {
    counts,
    subject: {
      ...{ populationDigest: population.digest, source: 'dataset', window: null, medianScore },
      columns: {
        ...{ prediction, label, score, stratum: plan.stratumColumn, positive: plan.positiveValue },
        ...(decision !== null && { decision }),
      },
    },
    stored: { datasetVersionId: population.id, windowStart: null, windowEnd: null, maturedDays: null },
    logged: { datasetVersionId: population.id },
  };
}

async function ofProduction(
  { database, actor, modelVersionId, vault }: Sources,
  plan: ProductionPlan,
): Promise<AuditPopulation> {
  requireMature(plan, database.now());
  const { window, maturedDays, threshold } = plan;
  const { workspaceId } = actor;
  const count = () =>
    database.snapshot(actor, ({ manager }) =>
      countProduction({ manager, workspaceId, modelVersionId, window }, plan, vault),
    );
  const { counts, medianScore, digest } = await (vault ? vault.whileHeld(count) : count());
  const last = new Date(window.end.getTime() - dayLength);
  return {
    counts,
    subject: {
      ...{ populationDigest: digest, source: 'predictions', medianScore },
      window: { from: dayOf(window.start), to: dayOf(last), maturedDays },
      columns: {
        ...{ prediction: threshold === null ? 'prediction' : `score >= ${threshold}`, label: 'label' },
        ...{ score: plan.useScores ? 'score' : null, stratum: plan.stratumColumn },
        positive: plan.positiveValue,
      },
    },
    stored: { datasetVersionId: null, windowStart: window.start, windowEnd: window.end, maturedDays },
    logged: {
      production: { start: window.start.toISOString(), end: window.end.toISOString(), maturedDays },
    },
  };
}

/** The youngest labels need their time, too: without it those that came would be of a quick kind. */
function requireMature({ window, maturedDays }: ProductionPlan, now: Date): void {
  const latest = new Date(now.getTime() - maturedDays * dayLength);
  if (window.end <= latest) return;
  const last = dayOf(new Date(latest.getTime() - dayLength));
  const why =
    maturedDays === 0 ? 'The window has to be over' : `Labels are given ${maturedDays} days to arrive`;
  const message = `${why}: the last day may be ${last}, the end ${dayOf(latest)}T00:00:00Z.`;
  throw new Problem('BAD_INPUT', message, { field: 'production.window.end' });
}
