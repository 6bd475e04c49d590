import type { GateRule } from './gate-rules';
import type { Policy } from '../policies/policy';

const millisecondsPerDay = 86_400_000;

/** Days after which a gate's evidence is stale. A gate may ask for fresher evidence than its policy, and never for less fresh. */
export function maximumAgeOf(rule: GateRule | undefined, policyDays: number): number {
  return rule?.kind === 'measurement' ? Math.min(policyDays, rule.maximumAgeDays ?? policyDays) : policyDays;
}

/**
 * The last instant at which a gate still looks at evidence that was produced then.
 * @param producedAt milliseconds since 1970-01-01T00:00Z, as the answer is
 */
export function evidenceExpiry(
  producedAt: number,
  { gates, evidenceMaxAgeDays }: Pick<Policy, 'gates' | 'evidenceMaxAgeDays'>,
  gateId: string,
): number {
  const rule = gates.find(({ id }) => id === gateId);
  return producedAt + maximumAgeOf(rule, evidenceMaxAgeDays) * millisecondsPerDay;
}
