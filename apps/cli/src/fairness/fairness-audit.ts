import {
  type AuditResults,
  deriveAudit,
  type FairnessPolicy,
  type SectionCounts,
  type SectionPositions,
  type SectionResults,
} from '@countersign/domain/fairness';
import { type Table } from '@countersign/engines/tables';
import {
  bootstrapDisparities,
  type BootstrapIntervals,
  type DisparityName,
} from '@countersign/statistics/fairness';
import { type ThresholdSweep } from '@countersign/statistics/fairness-evidence';
import { UsageError } from '../usage-error';
import { type AuditCells, readAuditCells } from './audit-cells';
import { countCells, sectionsOf } from './count-cells';
import { fairnessPolicy } from './fairness-policy';
import { type FairnessRequest } from './fairness-request';
import { groupOfRows } from './group-rows';
import { type ScoreAudit, scoreAudit } from './score-audit';
import { scoreSweep, type SweepBins, sweepBins } from './score-sweep';

/** Everything about one attribute or intersection: its counts, what follows from them, and what rows alone can tell. */
export interface AuditSection {
  counts: SectionCounts;
  results: SectionResults;
  bootstrap: ReadonlyMap<DisparityName, BootstrapIntervals>;
  scores: ScoreAudit | null;
  sweep: ThresholdSweep | null;
}

export interface FairnessAudit {
  request: FairnessRequest;
  cells: AuditCells;
  results: AuditResults;
  sections: readonly AuditSection[];
}

/** Reads, counts and derives. @throws UsageError for what is wrong with the data or does not go together */
export async function auditFairness(table: Table, request: FairnessRequest): Promise<FairnessAudit> {
  if (request.law !== undefined && request.weight !== undefined)
    throw new UsageError('--law and --weight do not go together: the rules count people.');
  if (request.decision !== undefined && request.weight !== undefined)
    throw new UsageError('--decision and --weight do not go together: decisions are counted by people.');
  const cells = await readAuditCells(table, request);
  const counts = countCells(cells, request);
  const policy = fairnessPolicy(request);
  const results = deriveAudit(policy, counts);
  const sweep = cells.scored && sweepBins(cells.scored);
  const positions = sectionsOf(request);
  const sections = counts.sections.map((section, at) => ({
    counts: section,
    results: results.sections[at]!,
    bootstrap: bootstrapOf(section, results.sections[at]!, request),
    ...scoredSection(section, positions[at]!, { cells, sweep, policy, results: results.sections[at]! }),
  }));
  return { request, cells, results, sections };
}

function bootstrapOf(
  section: SectionCounts,
  { disparities, denominator, reference }: SectionResults,
  { replicates, seed, favourable, alpha }: FairnessRequest,
): AuditSection['bootstrap'] {
  if (replicates === 0) return new Map();
  const population = { ...section, denominator, ...(reference && { reference }) };
  return bootstrapDisparities(
    { population, disparities },
    { favourable, replicates, seed, confidenceLevel: 1 - alpha },
  );
}

interface Scoring {
  cells: AuditCells;
  sweep: SweepBins | null;
  policy: FairnessPolicy;
  results: SectionResults;
}

function scoredSection(
  { groups: counted }: SectionCounts,
  positions: SectionPositions,
  { cells: { scored }, sweep, policy, results: { groups } }: Scoring,
): Pick<AuditSection, 'scores' | 'sweep'> {
  if (scored === null || sweep === null) return { scores: null, sweep: null };
  const groupOf = groupOfRows(counted, positions, scored);
  const { minimums, alpha } = policy;
  return {
    scores: scoreAudit({ groups, minimums, alpha }, scored, groupOf),
    sweep: scoreSweep({ groups, minimums }, { columns: scored, sweep }, groupOf),
  };
}
