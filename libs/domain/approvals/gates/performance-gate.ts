import { counted, formatNumber } from '../../report';
import type { PerformanceEvidence } from './evidence';
import { type Finding, unknown, windowName } from './finding';
import type { PerformanceRule } from './gate-rules';
import { lackOfLabels } from './label-coverage';

/** Compares the metric of one window with the minimum of the rule; docs/spec/promotions.md, P-27, P-191 and P-192. */
export function performanceFinding(rule: PerformanceRule, evidence: PerformanceEvidence): Finding {
  const { metric, estimate: observed } = evidence;
  if (metric !== rule.metric) return { ...unknown(`The evidence is about ${metric}.`), observed };
  const place = `in ${windowName(evidence.window)}`;
  const why = withheld(rule, evidence, place);
  if (why !== null) return { ...unknown(why), observed };
  const compared = comparedValue(rule, evidence);
  if (compared === undefined || !Number.isFinite(compared))
    return { ...unknown('There is no interval to compare.'), observed };
  const verdict = compared >= rule.minimum ? 'pass' : 'fail';
  const relation = verdict === 'pass' ? 'reaches' : 'is below';
  return {
    verdict,
    observed,
    reason: `${partName(rule)} ${compared.toFixed(4)} ${relation} ${rule.minimum} ${place}.`,
  };
}

export function performanceRequirement(rule: PerformanceRule): string {
  const { minimum, minimumN, minimumLabelCoverage } = rule;
  const share =
    minimumLabelCoverage === undefined
      ? ''
      : `, which are a share of at least ${minimumLabelCoverage} of all`;
  return `${partName(rule)} is at least ${minimum}, on at least ${counted(minimumN, 'labelled row')}${share}.`;
}

/** Why the number must not be compared; null when it may. */
function withheld(rule: PerformanceRule, evidence: PerformanceEvidence, place: string): string | null {
  const { estimate, labelCoverage } = evidence;
  if (estimate.status !== 'ok') return `Not computable ${place}: ${estimate.reason.replaceAll('_', ' ')}.`;
  // Written so that a number that is none is too few.
  if (!(estimate.n >= rule.minimumN))
    return `n = ${formatNumber(estimate.n)} ${place} is below the minimum of ${formatNumber(rule.minimumN)}.`;
  return lackOfLabels(rule, labelCoverage, place);
}

function comparedValue({ use }: PerformanceRule, { estimate }: PerformanceEvidence): number | undefined {
  if (estimate.status !== 'ok') return undefined;
  return use === 'point' ? estimate.value : estimate.interval?.lower;
}

function partName({ use, metric }: PerformanceRule): string {
  return use === 'point' ? metric : `The lower bound of ${metric}`;
}
