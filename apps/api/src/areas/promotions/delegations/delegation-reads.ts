import { type HeldDelegation, openStates } from '@countersign/domain/approvals';
import { IsNull, MoreThan, type EntityManager } from 'typeorm';
import { type ReadTransaction } from '../../../database/transaction';
import { rolesOf } from '../../access/people';
import { DelegationRow } from './delegation.entity';
import { type PromotionRow } from '../promotion.entity';

/** Those that are in force or will be, as far as time and revocation say. */
export function openDelegations({ manager, now }: ReadTransaction): Promise<DelegationRow[]> {
  return manager.find(DelegationRow, {
    where: { endsAt: MoreThan(now), revokedAt: IsNull() },
    order: { createdAt: 'ASC', id: 'ASC' },
  });
}

/** By which votes on these promotions may be cast for others, by model; nothing where none of them takes votes. */
export async function delegationsFor(
  tx: ReadTransaction,
  rows: readonly Pick<PromotionRow, 'state'>[],
): Promise<(modelId: string) => HeldDelegation[]> {
  const isAsked = rows.some(({ state }) => state === 'provisional' || openStates.includes(state));
  const open = isAsked ? await openDelegations(tx) : [];
  const roles = await heldBy(tx.manager, open);
  return (modelId) =>
    open
      .filter(({ modelIds }) => modelIds === null || modelIds.includes(modelId))
      .map((row) => ({
        ...{ id: row.id, delegatorId: row.delegatorId, delegateId: row.delegateId, roles: row.roles },
        ...{ from: row.startsAt.getTime(), until: row.endsAt.getTime() },
        delegatorRoles: roles.get(row.delegatorId) ?? [],
      }));
}

async function heldBy(manager: EntityManager, open: readonly DelegationRow[]) {
  const delegators = [...new Set(open.map(({ delegatorId }) => delegatorId))];
  return delegators.length === 0 ? new Map<string, never>() : rolesOf(manager, delegators);
}
