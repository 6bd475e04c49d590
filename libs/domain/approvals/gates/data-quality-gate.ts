import type { DataQualityEvidence } from '../../gate-evidence';
import { type Finding, listed, unknown } from './finding';
import type { DataQualityRule } from './gate-rules';

/** Judges the checks of a data set; docs/spec/gates.md, GE-14. */
export function dataQualityFinding(rule: DataQualityRule, evidence: DataQualityEvidence): Finding {
  const { rows, checks, failed, unknown: unjudged } = evidence;
  if (failed.length > 0)
    return { verdict: 'fail', reason: `${failed.length} of ${checks} checks failed: ${listed(failed)}.` };
  if (rows < rule.minimumRows) return unknown(`${rows} rows were checked; ${rule.minimumRows} are needed.`);
  if (checks === unjudged.length || unjudged.length > rule.maximumUnknown) {
    const names = unjudged.length > 0 ? `: ${listed(unjudged)}` : '';
    return unknown(`${unjudged.length} of ${checks} checks could not be computed${names}.`);
  }
  return { verdict: 'pass', reason: `${checks - unjudged.length} checks passed on ${rows} rows.` };
}

export function dataQualityRequirement({ minimumRows, maximumUnknown }: DataQualityRule): string {
  return `No check of the data failed, at most ${maximumUnknown} could not be computed, on at least ${minimumRows} rows.`;
}
