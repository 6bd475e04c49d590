import { type Role } from '@countersign/domain/access';
import { In, IsNull, type EntityManager } from 'typeorm';
import { Member } from './member.entity';

/** The roles that people hold now, by person id; nobody who was deactivated is in it. */
export async function rolesOf(
  manager: EntityManager,
  personIds: readonly string[],
): Promise<Map<string, readonly Role[]>> {
  const members = await manager.findBy(Member, { id: In([...personIds]), deactivatedAt: IsNull() });
  return new Map(members.map(({ id, roles }) => [id, roles]));
}

/**
 * The person who answers for a service, by service id: whoever made its token. A token made by another service leads
 * on to that one's maker; one made by the operator has no such person.
 */
export async function sponsorsOf(
  manager: EntityManager,
  serviceIds: readonly string[],
): Promise<Map<string, string>> {
  if (serviceIds.length === 0) return new Map();
  const rows = (await manager.query(
    `WITH RECURSIVE maker AS (
       SELECT id AS service, created_by FROM service_token WHERE id = ANY($1::uuid[])
       UNION
       SELECT maker.service, token.created_by FROM maker
       JOIN service_token token ON maker.created_by = 'service:' || token.id
     )
     SELECT service, substr(created_by, 8) AS person FROM maker WHERE created_by LIKE 'person:%'`,
    [serviceIds],
  )) as { service: string; person: string }[];
  return new Map(rows.map(({ service, person }) => [service, person]));
}
