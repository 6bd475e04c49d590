import { policyDigest, type Policy } from '@countersign/domain/approvals';
import type { Published } from './policy-history';

interface Known {
  policiesInForce: readonly Pick<Published, 'name' | 'digest'>[];
  policies: { nodes: readonly Pick<Published, 'name'>[] };
}

/** How a policy that comes with the software stands in the workspace, by its name. */
export function templateStanding(
  template: Policy,
  { policiesInForce, policies }: Known,
): 'inForce' | 'otherInForce' | 'ended' | 'never' {
  const own = policiesInForce.find(({ name }) => name === template.name);
  if (own) return own.digest === policyDigest(template) ? 'inForce' : 'otherInForce';
  return policies.nodes.some(({ name }) => name === template.name) ? 'ended' : 'never';
}
