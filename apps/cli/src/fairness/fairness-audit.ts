import { type Table } from '@countersign/engines/tables';
import {
  assessFairness,
  assessmentVerdict,
  bootstrapDisparities,
  type BootstrapIntervals,
  differentialFairness,
  type DifferentialFairness,
  type DisparityName,
  type FairnessAssessment,
  type FairnessVerdict,
  type GroupCounts,
  predictedRows,
} from '@countersign/statistics/fairness';
import {
  type GroupSelection,
  type GroupWeights,
  missingDemographicsBounds,
  type MissingDemographicsBounds,
  reweighingWeights,
  sampleSizeAdvice,
  type SampleSizeAdvice,
  type ThresholdSweep,
} from '@countersign/statistics/fairness-evidence';
import { applyLawPack, lawPacks, type LawReport, type LawTable } from '@countersign/statistics/law-packs';
import { UsageError } from '../usage-error';
import { type AuditCells, readAuditCells } from './audit-cells';
import { type AuditPopulation, auditPopulations } from './audit-populations';
import { type FairnessRequest } from './fairness-request';
import { groupOfRows } from './group-rows';
import { type ScoreAudit, scoreAudit } from './score-audit';
import { scoreSweep, type SweepBins, sweepBins } from './score-sweep';

/** Everything about one attribute or intersection. */
export interface AuditSection {
  population: AuditPopulation;
  assessment: FairnessAssessment;
  bootstrap: ReadonlyMap<DisparityName, BootstrapIntervals>;
  differential: DifferentialFairness;
  bounds: MissingDemographicsBounds | null;
  advice: SampleSizeAdvice | null;
  reweighing: readonly GroupWeights[] | null;
  scores: ScoreAudit | null;
  sweep: ThresholdSweep | null;
}

export interface FairnessAudit {
  request: FairnessRequest;
  cells: AuditCells;
  verdict: FairnessVerdict;
  sections: readonly AuditSection[];
  law: LawReport | null;
}

/** Reads, counts and assesses. @throws UsageError for what is wrong with the data or does not go together */
export async function auditFairness(table: Table, request: FairnessRequest): Promise<FairnessAudit> {
  if (request.law !== undefined && request.weight !== undefined)
    throw new UsageError('--law and --weight do not go together: the rules count people.');
  const cells = await readAuditCells(table, request);
  const populations = auditPopulations(cells, request);
  const assessments = assessFairness(populations, {
    ...request,
    confidenceLevel: 1 - request.alpha,
  });
  const sweep = cells.scored && sweepBins(cells.scored);
  const sections = populations.map((population, at) => ({
    ...countedSection(population, assessments[at]!, request),
    ...scoredSection(population, cells, sweep),
  }));
  return {
    request,
    cells,
    verdict: assessmentVerdict(assessments, request.criteria),
    sections,
    law: lawOf(populations, request),
  };
}

function countedSection(
  population: AuditPopulation,
  assessment: FairnessAssessment,
  request: FairnessRequest,
): Omit<AuditSection, 'scores' | 'sweep'> {
  const { favourable, replicates, seed, alpha, weight, label } = request;
  const options = { favourable, replicates, seed, confidenceLevel: 1 - alpha };
  const people = selections(population.groups, favourable);
  const isCounted = weight === undefined;
  return {
    population,
    assessment,
    bootstrap: replicates === 0 ? new Map() : bootstrapDisparities(assessment, options),
    differential: differentialFairness(population.groups),
    bounds: isCounted ? boundsOf(population, people, request) : null,
    advice: isCounted ? adviceOf(people, request) : null,
    reweighing: label === undefined ? null : reweighingWeights(population.groups.map(labelledGroup)),
  };
}

function scoredSection(
  population: AuditPopulation,
  { scored: columns }: AuditCells,
  sweep: SweepBins | null,
): Pick<AuditSection, 'scores' | 'sweep'> {
  if (columns === null || sweep === null) return { scores: null, sweep: null };
  const groupOf = groupOfRows(population, columns);
  return {
    scores: scoreAudit(population, columns, groupOf),
    sweep: scoreSweep(population, { columns, sweep }, groupOf),
  };
}

function selections(
  groups: readonly GroupCounts[],
  favourable: FairnessRequest['favourable'],
): GroupSelection[] {
  return groups.map(({ group, counts }) => {
    const n = predictedRows(counts);
    const positive = counts.tp + counts.fp + counts.unlabelledPositive;
    return { group, n, selected: favourable === 'positive' ? positive : n - positive };
  });
}

function labelledGroup({ group, counts: { tp, fp, fn, tn } }: GroupCounts) {
  return { group, positives: tp + fn, negatives: fp + tn };
}

function boundsOf(
  { unknownPeople, reference }: AuditPopulation,
  people: readonly GroupSelection[],
  { limits }: FairnessRequest,
): MissingDemographicsBounds | null {
  const minimumRatio = limits.impact_ratio?.minimumRatio ?? 0.8;
  if (unknownPeople.n === 0 || minimumRatio === 0) return null;
  return missingDemographicsBounds(people, {
    unknown: { n: unknownPeople.n, selected: unknownPeople.selected },
    minimumRatio,
    ...(reference && { reference }),
  });
}

function adviceOf(
  people: readonly GroupSelection[],
  { limits, alpha }: FairnessRequest,
): SampleSizeAdvice | null {
  const gap = limits.demographic_parity?.maximumDifference ?? 0.2;
  return gap > 0 && gap < 1 && alpha < 0.8 ? sampleSizeAdvice(people, { gap, alpha }) : null;
}

/** The tables that a law asks for: of scores where there are scores, of predictions otherwise. */
function lawOf(populations: readonly AuditPopulation[], request: FairnessRequest): LawReport | null {
  if (request.law === undefined) return null;
  const isScoring = request.law === 'nyc-ll144' && request.score !== undefined;
  const tables = populations.map(({ attributes, groups, unknownPeople }): LawTable => {
    const counted = isScoring
      ? groups.map(({ group, scoring }) => ({ group, n: scoring!.scored, selected: scoring!.aboveMedian }))
      : selections(groups, request.favourable);
    return {
      attributes,
      groups: counted,
      unknown: unknownPeople.n,
      rate: isScoring ? 'scoring' : 'selection',
    };
  });
  // A least share is what these rules let small groups be left out by.
  return applyLawPack(lawPacks[request.law], tables, { leaveOutSmall: request.minimumShare > 0 });
}
