import { appliesTo, joinPolicies, type Policy, type RiskTier } from '@countersign/domain/approvals';

const tiers: readonly RiskTier[] = ['low', 'medium', 'high'];

/** What the policies of a place come to for the models of a risk tier. */
export interface TierRow {
  tier: RiskTier;
  /** Those that apply, as they are listed. */
  names: string[];
  /** All of them together; null where none applies. */
  policy: Policy | null;
}

/** Where a policy stands among others: the floor for every model first, then by the lowest tier it is for, others last. */
export function rankOf({ bind }: Pick<Policy, 'bind'>): number {
  if (bind === undefined) return -1;
  const [lowest] = tiers.filter((tier) => bind.riskTiers?.includes(tier));
  return lowest === undefined ? tiers.length : tiers.indexOf(lowest);
}

/**
 * By risk tier, for models that decide between two classes, of no use case and no tag, what all policies in force come to at
 * a place: nothing where none of them there tells the tiers apart.
 */
export function tierRows(
  inForce: readonly Policy[],
  { environment, alias }: Pick<Policy, 'environment' | 'alias'>,
): TierRow[] {
  const model = { task: 'binary' as const, useCase: null, tags: [] };
  const at = (riskTier: RiskTier) => ({ ...model, environment, alias, riskTier });
  const rows = tiers.map((tier): TierRow => {
    const parts = inForce.filter((policy) => appliesTo(policy, at(tier)));
    const names = parts.map(({ name }) => name);
    return { tier, names, policy: parts.length === 0 ? null : joinPolicies(parts) };
  });
  return new Set(rows.map(({ names }) => names.join())).size > 1 ? rows : [];
}
