import type { Estimate, KnownEstimate } from '@countersign/statistics/inference';
import { formatNumber } from '../report';
import type { Check } from './check';
import type { Verdict } from './verdict';

export interface Judgement {
  verdict: Verdict;
  /** One sentence: which rule gave the verdict. */
  reason: string;
}

/**
 * Compares an estimate with a check's lines; docs/spec/monitoring.md, M-1 to M-6.
 * @param minimumN rows below which nothing is concluded
 */
export function judge(check: Check, estimate: Estimate, minimumN: number): Judgement {
  if (estimate.status !== 'ok')
    return { verdict: 'unknown', reason: `Not computable: ${estimate.reason.replaceAll('_', ' ')}.` };
  if (estimate.n < minimumN) {
    return {
      verdict: 'unknown',
      reason: `n = ${formatNumber(estimate.n)} is below the minimum of ${formatNumber(minimumN)}.`,
    };
  }
  return judgeComputed(check, estimate);
}

function judgeComputed(check: Check, { value, interval }: KnownEstimate): Judgement {
  const isBeyond = (point: number, line: number) =>
    check.direction === 'above' ? point >= line : point <= line;
  const side = check.direction;
  const points = interval === undefined ? [value] : [interval.lower, value, interval.upper];
  const beyond = points.filter((point) => isBeyond(point, check.alert)).length;
  if (beyond > 0 && beyond < points.length) {
    return { verdict: 'warning', reason: `The interval straddles the alert line ${shown(check.alert)}.` };
  }
  if (beyond > 0) {
    return {
      verdict: 'alert',
      reason: `${shown(value)} is at or ${side} the alert line ${shown(check.alert)}.`,
    };
  }
  if (check.warning !== null && isBeyond(value, check.warning)) {
    return {
      verdict: 'warning',
      reason: `${shown(value)} is at or ${side} the warning line ${shown(check.warning)}.`,
    };
  }
  return {
    verdict: 'ok',
    reason: `${shown(value)} is not at or ${side} ${shown(check.warning ?? check.alert)}.`,
  };
}

/** Four significant digits: enough to see on which side of a line a value lies, short enough to read. */
function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}
