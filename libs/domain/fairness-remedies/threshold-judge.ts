import { type DisparityName, type FairnessVerdict } from '@countersign/statistics/fairness';
import { type ScoreTails } from '@countersign/statistics/fairness-evidence';
import {
  type AuditEvidence,
  type FairnessPolicy,
  scoreEdges,
  sectionAtThreshold,
  type SectionCounts,
  sectionTails,
} from '../fairness';

/** A criterion that one attribute or crossing does not meet at a threshold. */
export interface UnmetCriterion {
  readonly attributes: readonly string[];
  readonly criterion: DisparityName;
  readonly verdict: FairnessVerdict;
}

/** What the policy says of one global threshold. */
export interface JudgedThreshold {
  readonly bin: number;
  /** A score at the threshold is predicted positive. */
  readonly threshold: number;
  readonly verdict: FairnessVerdict;
  /** What failed or could not be judged. */
  readonly unmet: readonly UnmetCriterion[];
}

/** Strata have no histograms. */
const needsStrata: DisparityName = 'conditional_demographic_disparity';

/** The criteria of a policy that a threshold can be judged by, from histograms alone. */
export function sweptCriteria({ criteria }: Pick<FairnessPolicy, 'criteria'>): DisparityName[] {
  return criteria.filter((criterion) => criterion !== needsStrata);
}

interface ScoredSection {
  readonly section: SectionCounts;
  readonly tails: readonly ScoreTails[];
}

function scoredSections({ counts }: Pick<AuditEvidence, 'counts'>): ScoredSection[] {
  return counts.sections.flatMap((section) => {
    const tails = sectionTails(section);
    return tails === null ? [] : [{ section, tails }];
  });
}

/**
 * Judges a bin edge as the one threshold of everybody, by the policy over all attributes and crossings: it passes where every
 * criterion passes in each. Null without histograms, or where no criterion can be judged from them. Each call costs an audit,
 * so that a caller with a screen to draw asks for a few at a time.
 */
export function thresholdJudge(
  evidence: Pick<AuditEvidence, 'counts' | 'policy'>,
): ((bin: number) => JudgedThreshold) | null {
  const policy = { ...evidence.policy, criteria: sweptCriteria(evidence.policy) };
  const sections = scoredSections(evidence);
  if (sections.length === 0 || policy.criteria.length === 0) return null;
  return (bin) => judgedAt(bin, sections, policy);
}

function judgedAt(bin: number, sections: readonly ScoredSection[], policy: FairnessPolicy): JudgedThreshold {
  const unmet = sections.flatMap(({ section, tails }) => {
    const { attributes, disparities } = sectionAtThreshold(tails, bin, { section, policy });
    return disparities
      .filter(({ metric, verdict }) => policy.criteria.includes(metric) && verdict !== 'PASS')
      .map(({ metric: criterion, verdict }) => ({ attributes, criterion, verdict }));
  });
  const hasFailed = unmet.some(({ verdict }) => verdict === 'FAIL');
  const verdict = hasFailed ? 'FAIL' : unmet.length > 0 ? 'INSUFFICIENT_EVIDENCE' : 'PASS';
  return { bin, threshold: scoreEdges[bin]!, verdict, unmet };
}
