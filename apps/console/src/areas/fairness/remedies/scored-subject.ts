import { nearestThreshold, scoreEdges, sectionTails } from '@countersign/domain/fairness';
import { type ScoreTails } from '@countersign/statistics/fairness-evidence';
import { formatCount } from '../../../format/numbers';
import { t } from '../../../texts';
import type { FigureSubject } from '../figures/audit-evidence';
import { thresholdText } from '../figures/threshold-slider';

/** A section with scores, and the threshold nearest to that of the model. */
export interface ScoredSubject {
  subject: FigureSubject;
  tails: readonly ScoreTails[];
  /** The bin edge at which groups have most nearly as many selected as the model selected; the middle where nobody was. */
  model: number;
  /** How near, in words. */
  nearness: string;
}

/** The section by its scores; null where there are none in [0, 1]. */
export function scoredSubject(subject: FigureSubject): ScoredSubject | null {
  const tails = subject.evidence.counts.scores === 'binned' ? sectionTails(subject.counts) : null;
  if (tails === null) return null;
  const nearest = nearestThreshold(tails, subject.counts);
  const model = nearest?.bin ?? scoreEdges.length / 2;
  const threshold = thresholdText(scoreEdges[model] ?? 0);
  const nearness =
    nearest?.differing === 0
      ? t('remedies.model.exact', { threshold })
      : t('remedies.model.near', { threshold, n: formatCount(nearest?.differing ?? 0) });
  return { subject, tails, model, nearness };
}
