import { rolePermissions, type Role } from '@countersign/domain/access';
import { budgetDays, type Emergency } from '@countersign/domain/approvals';
import { In, type EntityManager } from 'typeorm';
import { parseActorReference } from '../../../database/actor-reference';
import { askPlannedOnce } from '../../../database/planned-once';
import { type ReadTransaction } from '../../../database/transaction';
import { rolesOf } from '../../access/people';
import { EmergencyRow } from './emergency.entity';
import { dependentsOf } from '../promotion-people';
import { type PromotionRow } from '../promotion.entity';

/** What is known of the emergencies of a promotion and its place. */
interface KnownEmergency {
  row: EmergencyRow | null;
  emergency: Emergency | null;
  emergenciesUsed: number;
}

const millisecondsPerDay = 86_400_000;

/** The emergency of each promotion that was proposed last, and how many its place has had within the days that a budget is for. */
export async function readEmergencies(
  { manager, now }: ReadTransaction,
  rows: readonly PromotionRow[],
): Promise<Map<string, KnownEmergency>> {
  const found = await manager.find(EmergencyRow, {
    ...{ where: { promotionId: In(rows.map(({ id }) => id)) }, order: { id: 'ASC' as const } },
  });
  // The later one replaces the one before.
  const newest = new Map(found.map((row) => [row.promotionId, row]));
  const used = await usedBy(manager, rows, now);
  const proposers = [...newest.values()].flatMap(({ confirmedAt, proposedBy }) =>
    confirmedAt === null ? [parseActorReference(proposedBy).id] : [],
  );
  const people = {
    dependents: await dependentsOf(manager, rows, proposers),
    roles: await rolesOf(manager, proposers),
  };
  return new Map(
    rows.map(({ id }) => {
      const row = newest.get(id) ?? null;
      const emergenciesUsed = used.get(id) ?? 0;
      return [id, { row, emergency: row && emergencyOf(row, people), emergenciesUsed }];
    }),
  );
}

interface Proposers {
  dependents: ReadonlyMap<string, string[]>;
  roles: ReadonlyMap<string, readonly Role[]>;
}

function emergencyOf(row: EmergencyRow, { dependents, roles }: Proposers): Emergency {
  const { id, round, subjectDigest, incident, proposedAt, confirmedAt, confirmedBy, until } = row;
  const proposerId = parseActorReference(row.proposedBy).id;
  const known = { id, round, subjectDigest, incident, proposerId, proposedAt: proposedAt.getTime() };
  if (confirmedBy !== null)
    return {
      ...{ ...known, confirmerId: parseActorReference(confirmedBy).id },
      ...{ confirmedAt: confirmedAt?.getTime() ?? null, until: until?.getTime() ?? null },
    };
  const isStillThere = (roles.get(proposerId) ?? []).some((role) =>
    rolePermissions[role].includes('promotion.break_glass'),
  );
  return {
    ...{ ...known, confirmerId: null, confirmedAt: null, until: null },
    ...{ dependentIds: dependents.get(proposerId) ?? [], hasProposerLeft: !isStillThere },
  };
}

async function usedBy(
  manager: EntityManager,
  rows: readonly PromotionRow[],
  now: Date,
): Promise<Map<string, number>> {
  const counted = await askPlannedOnce<{ id: string; used: number }>(manager, {
    name: 'emergencies_used',
    text: `SELECT asked.id, count(*)::int AS used
     FROM promotion asked
     JOIN promotion other ON other.workspace_id = $1 AND other.model_id = asked.model_id
       AND other.environment = asked.environment AND other.alias = asked.alias
     JOIN emergency ON emergency.workspace_id = $1 AND emergency.promotion_id = other.id
     WHERE asked.workspace_id = $1 AND asked.id = ANY($2::uuid[]) AND emergency.confirmed_at > $3
     GROUP BY asked.id`,
    values: [
      ...[rows[0]?.workspaceId, rows.map(({ id }) => id)],
      new Date(now.getTime() - budgetDays * millisecondsPerDay),
    ],
  });
  return new Map(counted.map(({ id, used }) => [id, used]));
}
