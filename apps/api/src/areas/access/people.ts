import { type Role } from '@countersign/domain/access';
import { In, IsNull, Not, type EntityManager } from 'typeorm';
import { Member } from './member.entity';
import { Passkey } from './passkey.entity';
import { ServiceToken } from './service-token.entity';

/** The roles that people hold now, by person id; nobody who was deactivated is in it. */
export async function rolesOf(
  manager: EntityManager,
  personIds: readonly string[],
): Promise<Map<string, readonly Role[]>> {
  if (personIds.length === 0) return new Map();
  const members = await manager.findBy(Member, { id: In([...personIds]), deactivatedAt: IsNull() });
  return new Map(members.map(({ id, roles }) => [id, roles]));
}

/** The names of those who are members, deactivated or not, by person id. */
export async function knownMembers(
  manager: EntityManager,
  personIds: readonly string[],
): Promise<Map<string, string>> {
  const members = await manager.findBy(Member, { id: In([...personIds]) });
  return new Map(members.map(({ id, name }) => [id, name]));
}

/** Everybody who was not deactivated. */
export function activeMembers(manager: EntityManager): Promise<Member[]> {
  return manager.findBy(Member, { deactivatedAt: IsNull() });
}

/** Ids of the members who have a passkey. */
export async function havingPasskeys(manager: EntityManager): Promise<Set<string>> {
  const passkeys = await manager.find(Passkey, {
    where: { removedAt: IsNull() },
    select: { memberId: true },
  });
  return new Set(passkeys.map(({ memberId }) => memberId));
}

/** The person who answers for a service, by service id; the operator's tokens may have no such person. */
export async function sponsorsOf(
  manager: EntityManager,
  serviceIds: readonly string[],
): Promise<Map<string, string>> {
  if (serviceIds.length === 0) return new Map();
  const tokens = await manager.findBy(ServiceToken, { id: In([...serviceIds]), sponsorId: Not(IsNull()) });
  return new Map(tokens.map(({ id, sponsorId }) => [id, sponsorId as string]));
}

/** Whether two are one person, or one of them gave the other their roles or a new password; services are their sponsors. */
export async function dependOnEachOther(
  manager: EntityManager,
  one: string,
  other: string,
): Promise<boolean> {
  const [row] = (await manager.query(
    `SELECT depend_on_each_other(current_setting('countersign.workspace_id')::uuid, person_behind($1), person_behind($2)) AS "depend"`,
    [one, other],
  )) as { depend: boolean | null }[];
  return row?.depend ?? false;
}
