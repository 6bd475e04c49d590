import type { GateRule } from './gate-rules';
import type { Policy } from '../policies/policy';

const millisecondsPerDay = 86_400_000;

/** Days after which a gate's evidence is stale. A gate may ask for fresher evidence than its policy, and never for less fresh. */
export function maximumAgeOf(rule: GateRule | undefined, policyDays: number): number {
  return Math.min(policyDays, rule?.maximumAgeDays ?? policyDays);
}

/** The same for a gate of a policy by its id; of one that the policy does not have, the policy's days. */
export function maximumAgeIn({ gates, evidenceMaxAgeDays }: Ageing, gateId: string): number {
  return maximumAgeOf(
    gates.find(({ id }) => id === gateId),
    evidenceMaxAgeDays,
  );
}

type Ageing = Pick<Policy, 'gates' | 'evidenceMaxAgeDays'>;

/**
 * The last instant at which a gate still looks at evidence that was produced then.
 * @param producedAt milliseconds since 1970-01-01T00:00Z, as the answer is
 */
export function evidenceExpiry(producedAt: number, policy: Ageing, gateId: string): number {
  return producedAt + maximumAgeIn(policy, gateId) * millisecondsPerDay;
}
