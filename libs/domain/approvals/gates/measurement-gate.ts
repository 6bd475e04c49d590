import type { MeasurementEvidence } from '../../gate-evidence';
import { counted, formatNumber } from '../../report';
import { comparedValue, isKept, limitsOf, limitsText, numberText, partName } from './compared-value';
import { type Finding, unknown } from './finding';
import type { MeasurementRule } from './gate-rules';
import { lackOfLabels } from './label-coverage';

/** Compares a measured number with the limit of the rule; docs/spec/gates.md, GE-10 to GE-13. */
export function measurementFinding(rule: MeasurementRule, evidence: MeasurementEvidence): Finding {
  const { estimate: observed } = evidence;
  const why = withheld(rule, evidence);
  if (why !== null) return { ...unknown(why), observed };
  const compared = comparedValue(rule.use, observed);
  if (compared === undefined || !Number.isFinite(compared))
    return { ...unknown('There is no interval to compare.'), observed };
  const isMet = limitsOf(rule).every((limit) => isKept(limit, compared));
  const relation = isMet ? 'keeps' : 'is beyond';
  return {
    verdict: isMet ? 'pass' : 'fail',
    observed,
    reason: `${partName(rule.use, rule.metric)} ${numberText(compared)} ${relation} the limit of ${rule.limit}.${timesText(evidence)}`,
  };
}

export function measurementRequirement(rule: MeasurementRule): string {
  const { use, metric, unit = '', minimumN, minimumLabelCoverage, registered } = rule;
  const bound = `${limitsText(limitsOf(rule))} ${unit}`.trim();
  const labels =
    minimumLabelCoverage === undefined ? '' : `, of which a share of ${minimumLabelCoverage} is labelled`;
  const before = registered ? '; the limit was registered before it was measured' : '';
  return `${partName(use, metric)} is ${bound}, on at least ${counted(minimumN, 'observation')}${labels}${before}.`;
}

/** Why the number must not be compared; null when it may. */
function withheld(rule: MeasurementRule, evidence: MeasurementEvidence): string | null {
  const { metric, unit, estimate, labelCoverage } = evidence;
  if (metric !== rule.metric) return `The evidence is about ${metric}.`;
  if (unit !== (rule.unit ?? null))
    return `The evidence is in ${unit ?? 'no unit'}, the limit in ${rule.unit ?? 'none'}.`;
  if (estimate.status !== 'ok') return `Not computable: ${estimate.reason.replaceAll('_', ' ')}.`;
  if (!(estimate.n >= rule.minimumN))
    return `n = ${formatNumber(estimate.n)} is below the minimum of ${formatNumber(rule.minimumN)}.`;
  return lackOfLabels(rule, labelCoverage) ?? (rule.registered ? unregistered(rule, evidence) : null);
}

/** Why the limit does not hold as registered; null where it was registered in time. */
function unregistered(
  { metric, op, limit }: MeasurementRule,
  { datasetDigest, thresholds, producedAt }: MeasurementEvidence,
): string | null {
  if (datasetDigest === null) return 'The evidence names no data, so no limit can be registered for it.';
  const found = thresholds.filter(
    (each) =>
      each.metric === metric &&
      each.op === op &&
      each.limit === limit &&
      each.datasetDigest === datasetDigest,
  );
  if (found.length === 0) return 'The limit was not registered for this model, metric and data.';
  return found.some(({ registeredAt }) => registeredAt < producedAt)
    ? null
    : 'The limit was registered after the evidence was produced.';
}

/** Who looks at a test set again and again finds something at last: the reader is told how often. */
function timesText({ timesEvaluated }: MeasurementEvidence): string {
  if (timesEvaluated === null) return '';
  return ` This was evaluation number ${formatNumber(timesEvaluated)} of the metric on this data.`;
}
