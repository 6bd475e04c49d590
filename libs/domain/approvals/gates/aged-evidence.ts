import { maximumAgeIn } from './evidence-expiry';
import { holdsUp, type GateKind } from './gate-rules';
import type { Policy } from '../policies/policy';
import type { Promotion } from '../promotion';
import type { FindingSource } from '../suspension-finding';

/** The newest evidence of one gate. */
export interface LifeEvidence {
  gateId: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  producedAt: number;
  source: FindingSource | null;
}

/** Evidence that is older than it may be. */
export interface AgedEvidence extends LifeEvidence {
  /** Of the gate. */
  title: string;
  /** How old it may be. */
  days: number;
}

interface Looked {
  agesFrom: number;
  inForce: Policy | null;
  now: number;
}

/**
 * What is measured on the traffic and the people of today, and is another number next month. What is said about the artefact
 * (tests, signature, card, rebuild) stays true as long as the artefact serves.
 */
const lifeKinds: readonly GateKind[] = ['drift', 'performance', 'fairness'];

const millisecondsPerDay = 86_400_000;

/** The gates of a policy whose evidence has to stay fresh while a version serves. */
export function lifeGates({ gates }: Pick<Policy, 'gates'>): Policy['gates'] {
  return gates.filter((gate) => lifeKinds.includes(gate.kind) && holdsUp(gate));
}

/**
 * The evidence that has grown older, while its version serves, than its own policy or the one in force lets it, in the order
 * of the gates; docs/spec/promotions.md, P-156 and P-157.
 */
export function agedEvidence(
  { policy }: Pick<Promotion, 'policy'>,
  evidence: readonly LifeEvidence[],
  { agesFrom, inForce, now }: Looked,
): AgedEvidence[] {
  return lifeGates(policy).flatMap((gate) => {
    const newest = evidence.find(({ gateId }) => gateId === gate.id);
    const policies = [policy, ...(inForce ? [inForce] : [])];
    const days = Math.min(...policies.map((each) => maximumAgeIn(each, gate.id)));
    // A gate without evidence let the version through by another way; there is nothing that could grow old.
    if (newest === undefined) return [];
    const since = Math.max(newest.producedAt, agesFrom);
    return now > since + days * millisecondsPerDay ? [{ ...newest, title: gate.title, days }] : [];
  });
}
