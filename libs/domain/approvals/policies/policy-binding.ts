import type { Environment, ModelTask, Policy, RiskTier } from './policy';

/** What policies can be bound to of a model. */
export interface ModelFacts {
  task: ModelTask;
  riskTier: RiskTier;
  /** Null where nobody said. */
  useCase: string | null;
  tags: readonly string[];
}

/** Where a promotion of a model leads. */
export interface ModelPlace extends ModelFacts {
  environment: Environment;
  alias: string;
}

/** Whether a policy applies to what a model is promoted to; docs/spec/promotions.md, P-60. */
export function appliesTo({ environment, alias, bind = {} }: Policy, place: ModelPlace): boolean {
  const { tasks, riskTiers, useCases, tags } = bind;
  return (
    environment === place.environment &&
    (alias === '*' || alias === place.alias) &&
    (tasks === undefined || tasks.includes(place.task)) &&
    (riskTiers === undefined || riskTiers.includes(place.riskTier)) &&
    (useCases === undefined || (place.useCase !== null && useCases.includes(place.useCase))) &&
    (tags === undefined || tags.some((tag) => place.tags.includes(tag)))
  );
}
