import { servingStates } from '@countersign/domain/approvals';
import { In, IsNull, Not, type EntityManager } from 'typeorm';
import { parseActorReference } from '../../../database/actor-reference';
import { rolesOf, sponsorsOf } from '../../access/people';
import { type PromotionRow } from '../promotion.entity';
import { SuspensionRow } from './suspension.entity';

/** The suspensions in force of those that serve, by promotion. */
export async function suspensionsInForce(
  manager: EntityManager,
  rows: readonly PromotionRow[],
): Promise<Map<string, SuspensionRow>> {
  const ids = rows.filter(({ state }) => servingStates.includes(state)).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const found = await manager.findBy(SuspensionRow, { promotionId: In(ids), liftedAt: IsNull() });
  return new Map(found.map((row) => [row.promotionId, row]));
}

/** The suspensions of a promotion that were lifted, oldest first. */
export function liftedOf(manager: EntityManager, promotionId: string): Promise<SuspensionRow[]> {
  return manager.find(SuspensionRow, {
    ...{ where: { promotionId, liftedAt: Not(IsNull()) }, order: { liftedAt: 'ASC' as const } },
  });
}

/** The suspension of a promotion that was lifted last: whoever lifted it has looked at the approval again. */
export function lastLifted(manager: EntityManager, promotionId: string): Promise<SuspensionRow | null> {
  return manager.findOne(SuspensionRow, {
    ...{ where: { promotionId, liftedAt: Not(IsNull()) }, order: { liftedAt: 'DESC' as const } },
  });
}

/** Whether a person, or the one who answers for a service, was deactivated. Where nobody ever answered, nobody left. */
export async function hasLeft(manager: EntityManager, reference: string): Promise<boolean> {
  const { kind, id } = parseActorReference(reference);
  const owner = kind === 'service' ? (await sponsorsOf(manager, [id])).get(id) : id;
  if ((kind !== 'person' && kind !== 'service') || owner === undefined) return false;
  return !(await rolesOf(manager, [owner])).has(owner);
}
