import { counted, formatNumber } from '../../report';
import {
  comparedValue,
  isKept,
  type Limit,
  limitsOf,
  limitsText,
  numberText,
  partName,
} from './compared-value';
import type { PerformanceEvidence } from './evidence';
import { type Finding, unknown, windowName } from './finding';
import type { PerformanceRule } from './gate-rules';
import { lackOfLabels } from './label-coverage';

/** Compares the metric of one window with the limits of the rule; docs/spec/promotions.md, P-27 and P-191 to P-194. */
export function performanceFinding(rule: PerformanceRule, evidence: PerformanceEvidence): Finding {
  const { metric, estimate: observed } = evidence;
  if (metric !== rule.metric) return { ...unknown(`The evidence is about ${metric}.`), observed };
  const place = `in ${windowName(evidence.window)}`;
  const why = withheld(rule, evidence, place);
  if (why !== null) return { ...unknown(why), observed };
  const compared = comparedValue(rule.use, observed);
  if (compared === undefined || !Number.isFinite(compared))
    return { ...unknown('There is no interval to compare.'), observed };
  const limits = limitsOf(rule);
  const broken = limits.filter((limit) => !isKept(limit, compared));
  const relation = broken.length > 0 ? broken.map(beyond) : limits.map(within);
  return {
    verdict: broken.length > 0 ? 'fail' : 'pass',
    observed,
    reason: `${partName(rule.use, metric)} ${numberText(compared)} ${relation.join(' and ')} ${place}.`,
  };
}

export function performanceRequirement(rule: PerformanceRule): string {
  const { use, metric, minimumN, minimumLabelCoverage } = rule;
  const share =
    minimumLabelCoverage === undefined
      ? ''
      : `, which are a share of at least ${minimumLabelCoverage} of all`;
  return `${partName(use, metric)} is ${limitsText(limitsOf(rule))}, on at least ${counted(minimumN, 'labelled row')}${share}.`;
}

/** Why the number must not be compared; null when it may. */
function withheld(rule: PerformanceRule, evidence: PerformanceEvidence, place: string): string | null {
  const { estimate, labelCoverage } = evidence;
  if (limitsOf(rule).length === 0) return 'The gate names no limit.';
  if (estimate.status !== 'ok') return `Not computable ${place}: ${estimate.reason.replaceAll('_', ' ')}.`;
  // Written so that a number that is none is too few.
  if (!(estimate.n >= rule.minimumN))
    return `n = ${formatNumber(estimate.n)} ${place} is below the minimum of ${formatNumber(rule.minimumN)}.`;
  return lackOfLabels(rule, labelCoverage, place);
}

const within = ({ op, limit }: Limit): string => `${op === 'at_least' ? 'reaches' : 'stays within'} ${limit}`;
const beyond = ({ op, limit }: Limit): string => `is ${op === 'at_least' ? 'below' : 'above'} ${limit}`;
