import { Problem } from '../../server/problem';
import { isOfWholeDays, type TimeWindow } from '../traffic/time-window';

/** Attributes that a vault holds, and how the population names its people. */
export interface VaultPlan {
  /** A column of a file; null: the id of the prediction. */
  keyColumn: string | null;
  attributes: readonly string[];
}

/** What an audit counts people by. */
export interface GroupPlan {
  positiveValue: string;
  /** A column of a file, a key of the predictions' `segments`. */
  stratumColumn: string | null;
  /** Columns of a file, keys of the predictions' `groups`, or attributes of the vault. */
  sensitive: readonly string[];
  /** Null where the population holds all of them. */
  vault: VaultPlan | null;
  intersections: boolean;
}

/** A registered file, and which columns of it an audit reads. */
export interface FilePlan extends GroupPlan {
  datasetVersionId: string;
  labelColumn: string;
  predictionColumn: string;
  scoreColumn: string | null;
  /** What people decided; null where nobody says. */
  decisionColumn: string | null;
}

/** What a version predicted in a window. */
export interface ProductionPlan extends GroupPlan {
  window: TimeWindow;
  /** The window's last day was over so many days before the audit at the latest. */
  maturedDays: number;
  useScores: boolean;
  /** Scores of at least this are decisions for the positive; null where decisions are logged. */
  threshold: number | null;
}

export type PopulationPlan = FilePlan | ProductionPlan;

interface RequestedProduction {
  window: TimeWindow;
  maturedDays: number;
  useScores: boolean;
  threshold?: number | null;
}

/** The part of a request that says whom an audit counts. */
export interface PopulationRequest {
  datasetVersionId?: string | null;
  production?: RequestedProduction | null;
  labelColumn?: string | null;
  predictionColumn?: string | null;
  positiveValue: string;
  scoreColumn?: string | null;
  decisionColumn?: string | null;
  stratumColumn?: string | null;
  sensitive: readonly string[];
  vault?: { collectionId: string; keyColumn?: string | null } | null;
  intersections: boolean;
}

/**
 * A file or a window, never both and never neither.
 * @param held the attributes of the vault's collection that the request names
 * @throws Problem BAD_INPUT naming the field
 */
export function planPopulation(request: PopulationRequest, held: readonly string[] = []): PopulationPlan {
  const { positiveValue, stratumColumn = null, sensitive, intersections } = request;
  const vault = planVault(request, held);
  const groups: GroupPlan = { positiveValue, stratumColumn, sensitive, vault, intersections };
  requireOwnNames(groups);
  const { datasetVersionId, production } = request;
  if (datasetVersionId != null && production != null)
    throw badInput('production', 'An audit counts a dataset version or production, not both.');
  if (production != null) return productionPlan(groups, request, production);
  if (datasetVersionId == null)
    throw badInput('datasetVersionId', 'An audit counts a dataset version or production; neither is named.');
  return filePlan(groups, request, datasetVersionId);
}

function planVault(
  { vault, sensitive, production }: PopulationRequest,
  held: readonly string[],
): VaultPlan | null {
  if (vault == null) return null;
  const { keyColumn = null } = vault;
  const isFile = production == null;
  if (isFile && keyColumn === null)
    throw badInput('vault.keyColumn', 'A file has a column of keys; it is not named.');
  if (!isFile && keyColumn !== null)
    throw badInput('vault.keyColumn', 'Predictions of production are joined by their ids.');
  const attributes = sensitive.filter((name) => held.includes(name));
  if (attributes.length === 0)
    throw badInput('vault.collectionId', 'The collection holds none of the attributes to audit.');
  return { keyColumn, attributes };
}

function filePlan(groups: GroupPlan, request: PopulationRequest, datasetVersionId: string): FilePlan {
  const { labelColumn, predictionColumn, scoreColumn = null, decisionColumn = null } = request;
  if (labelColumn == null) throw badInput('labelColumn', 'A file has a column of labels; it is not named.');
  if (predictionColumn == null)
    throw badInput('predictionColumn', 'A file has a column of predictions; it is not named.');
  const columns = { labelColumn, predictionColumn, scoreColumn, decisionColumn };
  const plan = { ...groups, datasetVersionId, ...columns };
  requireOwnOutcomes(plan);
  return plan;
}

function productionPlan(
  groups: GroupPlan,
  request: PopulationRequest,
  { window, maturedDays, useScores, threshold = null }: RequestedProduction,
): ProductionPlan {
  const given = (['labelColumn', 'predictionColumn', 'scoreColumn', 'decisionColumn'] as const).find(
    (field) => request[field] != null,
  );
  if (given !== undefined) throw badInput(given, 'Predictions of production have no columns to name.');
  requireDays(window);
  if (threshold !== null && !Number.isFinite(threshold))
    throw badInput('production.threshold', 'A threshold is a number.');
  return { ...groups, window, maturedDays, useScores, threshold };
}

function requireDays(window: TimeWindow): void {
  const field = 'production.window';
  if (!(window.start < window.end)) throw badInput(field, 'A window ends after it begins.');
  if (!isOfWholeDays(window))
    throw badInput(field, 'The window is made of whole UTC days: it begins and ends at midnight UTC.');
}

function requireOwnNames({ sensitive, stratumColumn }: GroupPlan): void {
  const twice = sensitive.find((column, index) => sensitive.indexOf(column) !== index);
  if (twice !== undefined) throw badInput('sensitive', `The column "${twice}" is named twice.`);
  if (stratumColumn !== null && sensitive.includes(stratumColumn))
    throw badInput('stratumColumn', `The column "${stratumColumn}" is an outcome or a group already.`);
}

function requireOwnOutcomes(plan: FilePlan): void {
  const { labelColumn, predictionColumn, scoreColumn, decisionColumn, stratumColumn, sensitive } = plan;
  if (labelColumn === predictionColumn)
    throw badInput('predictionColumn', 'Label and prediction have to be two columns.');
  const outcomes = [labelColumn, predictionColumn, scoreColumn, decisionColumn];
  const outcome = sensitive.find((column) => outcomes.includes(column));
  if (outcome !== undefined)
    throw badInput('sensitive', `The column "${outcome}" is an outcome, not a group.`);
  if (scoreColumn === labelColumn || scoreColumn === predictionColumn)
    throw badInput('scoreColumn', 'Label, prediction and score have to be columns of their own.');
  if (decisionColumn !== null && outcomes.indexOf(decisionColumn) < outcomes.length - 1)
    throw badInput('decisionColumn', 'What people decided has to be a column of its own.');
  if (stratumColumn !== null && outcomes.includes(stratumColumn))
    throw badInput('stratumColumn', `The column "${stratumColumn}" is an outcome or a group already.`);
  const key = plan.vault?.keyColumn ?? null;
  if (key !== null && [...outcomes, stratumColumn, ...sensitive].includes(key))
    throw badInput('vault.keyColumn', 'The keys have to be a column of their own.');
}

function badInput(field: string, message: string): Problem {
  return new Problem('BAD_INPUT', message, { field });
}
