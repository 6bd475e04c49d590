import { counted, formatNumber } from '../../report';
import type { PerformanceEvidence } from './evidence';
import { type Finding, unknown, windowName } from './finding';
import type { PerformanceRule } from './gate-rules';

/** Compares the metric of one window with the minimum of the rule; docs/spec/promotions.md, P-27. */
export function performanceFinding(rule: PerformanceRule, evidence: PerformanceEvidence): Finding {
  const { metric, estimate: observed } = evidence;
  const place = `in ${windowName(evidence.window)}`;
  if (metric !== rule.metric) return { ...unknown(`The evidence is about ${metric}.`), observed };
  if (observed.status !== 'ok')
    return { ...unknown(`Not computable ${place}: ${observed.reason.replaceAll('_', ' ')}.`), observed };
  // Written so that a number that is none is too few.
  if (!(observed.n >= rule.minimumN))
    return {
      ...unknown(
        `n = ${formatNumber(observed.n)} ${place} is below the minimum of ${formatNumber(rule.minimumN)}.`,
      ),
      observed,
    };
  const compared = rule.use === 'point' ? observed.value : observed.interval?.lower;
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
  return `${partName(rule)} is at least ${rule.minimum}, on at least ${counted(rule.minimumN, 'labelled row')}.`;
}

function partName({ use, metric }: PerformanceRule): string {
  return use === 'point' ? metric : `The lower bound of ${metric}`;
}
