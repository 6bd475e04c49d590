import type { DataQualityEvidence } from '../../gate-evidence';
import { counted, formatNumber } from '../../report';
import { type Finding, listed, unknown } from './finding';
import type { DataQualityRule } from './gate-rules';

/** Judges the checks of a data set; docs/spec/gates.md, GE-14. */
export function dataQualityFinding(rule: DataQualityRule, evidence: DataQualityEvidence): Finding {
  const { rows, checks, failed, unknown: unjudged } = evidence;
  if (failed.length > 0)
    return {
      verdict: 'fail',
      reason: `${formatNumber(failed.length)} of ${counted(checks, 'check')} failed: ${listed(failed)}.`,
    };
  if (rows < rule.minimumRows) {
    const needed = counted(rule.minimumRows, 'is', 'are');
    return unknown(`${counted(rows, 'row was', 'rows were')} checked; ${needed} needed.`);
  }
  if (checks === unjudged.length || unjudged.length > rule.maximumUnknown) {
    const names = unjudged.length > 0 ? `: ${listed(unjudged)}` : '';
    return unknown(
      `${formatNumber(unjudged.length)} of ${counted(checks, 'check')} could not be computed${names}.`,
    );
  }
  const passed = counted(checks - unjudged.length, 'check');
  return { verdict: 'pass', reason: `${passed} passed on ${counted(rows, 'row')}.` };
}

export function dataQualityRequirement({ minimumRows, maximumUnknown }: DataQualityRule): string {
  return `No check of the data failed, at most ${formatNumber(maximumUnknown)} could not be computed, on at least ${counted(minimumRows, 'row')}.`;
}
