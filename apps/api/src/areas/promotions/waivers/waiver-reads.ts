import { type Waiver } from '@countersign/domain/approvals';
import { In, type EntityManager } from 'typeorm';
import { parseActorReference } from '../../../database/actor-reference';
import { rolesOf } from '../../access/people';
import { GateWaiverRow } from './gate-waiver.entity';
import { type PromotionRow } from '../promotion.entity';

/** Waivers of one promotion, oldest first, as they are kept and as decisions see them. */
interface KnownWaivers {
  rows: GateWaiverRow[];
  waivers: Waiver[];
}

/** The waivers of promotions, by promotion; nothing for those without any. */
export async function readWaivers(
  manager: EntityManager,
  promotions: readonly Pick<PromotionRow, 'id'>[],
): Promise<Map<string, KnownWaivers>> {
  const known = new Map<string, KnownWaivers>();
  const rows = await manager.find(GateWaiverRow, {
    where: { promotionId: In(promotions.map(({ id }) => id)) },
    order: { waivedAt: 'ASC', id: 'ASC' },
  });
  if (rows.length === 0) return known;
  const people = rows.map(({ waivedBy }) => parseActorReference(waivedBy).id);
  const roles = await rolesOf(manager, [...new Set(people)]);
  for (const [at, row] of rows.entries()) {
    const personId = people[at] ?? '';
    const { rows: before = [], waivers = [] } = known.get(row.promotionId) ?? {};
    known.set(row.promotionId, {
      rows: [...before, row],
      waivers: [...waivers, { ...told(row), personId, roles: roles.get(personId) ?? [] }],
    });
  }
  return known;
}

function told(row: GateWaiverRow): Omit<Waiver, 'personId' | 'roles'> {
  const { gateId, round, verdict, found, evidenceDigest, roles: castAs, waivedAt } = row;
  const evidence = evidenceDigest === null ? {} : { evidenceDigest };
  return { gateId, round, verdict, found, ...evidence, castAs, waivedAt: waivedAt.getTime() };
}
