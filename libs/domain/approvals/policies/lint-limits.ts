import { type MetricName, type MetricTraits, metricTraits } from '@countersign/statistics/performance';
import { carefulEnd, limitsOf, type Limit } from '../gates/compared-value';
import type { MeasurementRule, PerformanceRule } from '../gates/gate-rules';
import type { LintFinding } from './lint-policy';

interface OneLimit extends Limit {
  metric: string;
  /** Whether the gate has no other. */
  isOnly: boolean;
}

const traitsOf = (metric: string): MetricTraits => metricTraits[metric as MetricName];

const memberOf = { at_least: 'minimum', at_most: 'maximum' } as const;

/** What cannot be meant by the limits on a metric, and by what of it is compared with them. */
export function performanceLint(rule: PerformanceRule, at: (member: string) => string): LintFinding[] {
  const { metric, minimum, maximum, use } = rule;
  const limits = limitsOf(rule);
  const isCrossed = minimum !== undefined && maximum !== undefined && minimum > maximum;
  const crossed = 'No value meets it: the minimum is above the maximum.';
  return [
    ...(isCrossed ? [error(at('minimum'), crossed)] : []),
    ...limits.flatMap((limit) =>
      limitLint({ ...limit, metric, isOnly: limits.length === 1 }, at(memberOf[limit.op])),
    ),
    ...(use === 'point' || traitsOf(metric).hasInterval ? [] : [withoutInterval(metric, at('use'))]),
    ...comparisonLint(rule, at('use')),
  ];
}

/** Whether the end of the interval that is compared is the one which lets more through. */
export function comparisonLint(rule: MeasurementRule | PerformanceRule, pointer: string): LintFinding[] {
  const { use } = rule;
  return limitsOf(rule).flatMap(({ op }) => {
    if (use === 'point' || use === carefulEnd[op]) return [];
    const asked = op === 'at_least' ? 'at least' : 'at most';
    const sentence = `Where ${asked} so much is asked for, the ${use} end is the lenient one: what passes by it may be beyond the limit. Compare the ${carefulEnd[op]} end, in a gate of its own where there are two limits.`;
    return [{ severity: 'warning', pointer, sentence }];
  });
}

function limitLint({ metric, op, limit, isOnly }: OneLimit, pointer: string): LintFinding[] {
  const { better, range } = traitsOf(metric);
  const [least, most] = [`${metric} is at least ${range[0]}`, `${metric} is at most ${range[1]}`];
  const isLeast = op === 'at_least';
  if (isLeast && better === 'less')
    return [error(pointer, `Of ${metric} less is better: this asks for at least so much of it.`)];
  if (isLeast ? limit > range[1] : limit < range[0])
    return [error(pointer, `No value meets it: ${isLeast ? most : least}.`)];
  if (isLeast && limit <= range[0]) return [idle(pointer, `Every value meets it: ${least}.`)];
  if (!isLeast && limit >= range[1]) {
    const finding = idle(pointer, `Every value meets it: ${most}.`);
    return [isOnly ? { ...finding, severity: 'error' } : finding];
  }
  const sentence = `Of ${metric} more is better: this asks for at most so much of it, and for no least.`;
  return !isLeast && better === 'more' && isOnly ? [{ severity: 'warning', pointer, sentence }] : [];
}

/** A limit that nothing is beyond. */
export function idle(pointer: string, because: string): LintFinding {
  return { severity: 'warning', pointer, sentence: `${because} The gate holds nothing up by this.` };
}

/** An interval is asked for of what never has one. */
export function withoutInterval(name: string, pointer: string): LintFinding {
  return error(pointer, `${name} is measured without an interval: the gate lets nothing through.`);
}

function error(pointer: string, sentence: string): LintFinding {
  return { severity: 'error', pointer, sentence };
}
