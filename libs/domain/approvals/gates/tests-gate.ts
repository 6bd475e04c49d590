import type { TestsEvidence } from '../../gate-evidence';
import { type Finding, listed, unknown } from './finding';
import type { TestsRule } from './gate-rules';

/** Judges the counts of a test run by the rule; docs/spec/gates.md, GE-7. */
export function testsFinding(rule: TestsRule, evidence: TestsEvidence): Finding {
  const { passed, failed, skipped, suites } = evidence;
  const counts = `${passed} passed, ${failed} failed, ${skipped} were skipped`;
  if (failed > rule.maximumFailures)
    return { verdict: 'fail', reason: `${counts}: at most ${rule.maximumFailures} may fail.` };
  if (skipped > rule.maximumSkipped)
    return { verdict: 'fail', reason: `${counts}: at most ${rule.maximumSkipped} may be skipped.` };
  const ran = passed + failed;
  if (ran < rule.minimumTests) return unknown(`${counts}: ${ran} ran, and ${rule.minimumTests} are needed.`);
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
  const most = maximumFailures === 0 ? 'none' : `at most ${maximumFailures}`;
  return `At least ${minimumTests} tests ran${named}; ${most} failed and at most ${maximumSkipped} were skipped.`;
}
