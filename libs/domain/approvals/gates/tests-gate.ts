import type { TestsEvidence } from '../../gate-evidence';
import { counted, formatNumber } from '../../report';
import { type Finding, listed, unknown } from './finding';
import type { TestsRule } from './gate-rules';

/** Judges the counts of a test run by the rule; docs/spec/gates.md, GE-7. */
export function testsFinding(rule: TestsRule, evidence: TestsEvidence): Finding {
  const { passed, failed, skipped, suites } = evidence;
  const counts = `${formatNumber(passed)} passed, ${formatNumber(failed)} failed, ${counted(skipped, 'was', 'were')} skipped`;
  if (failed > rule.maximumFailures)
    return { verdict: 'fail', reason: `${counts}: at most ${formatNumber(rule.maximumFailures)} may fail.` };
  if (skipped > rule.maximumSkipped)
    return {
      verdict: 'fail',
      reason: `${counts}: at most ${formatNumber(rule.maximumSkipped)} may be skipped.`,
    };
  const ran = passed + failed;
  if (ran < rule.minimumTests) {
    const needed = counted(rule.minimumTests, 'is', 'are');
    return unknown(`${counts}: ${formatNumber(ran)} ran, and ${needed} needed.`);
  }
  const missing = (rule.suites ?? []).filter(
    (name) => !suites.some((suite) => suite.name === name && suite.ran > 0),
  );
  if (missing.length > 0) return unknown(`Nothing ran of these suites: ${listed(missing)}.`);
  return { verdict: 'pass', reason: `${counts}.` };
}

export function testsRequirement({
  maximumFailures,
  minimumTests,
  maximumSkipped,
  suites,
}: TestsRule): string {
  const named = suites === undefined ? '' : `, among them of ${listed(suites)}`;
  const most = maximumFailures === 0 ? 'none' : `at most ${formatNumber(maximumFailures)}`;
  return `At least ${counted(minimumTests, 'test')} ran${named}; ${most} failed and at most ${counted(maximumSkipped, 'was', 'were')} skipped.`;
}
