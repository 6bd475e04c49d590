import { roles as everyRole, type Actor, type Role } from '@countersign/domain/access';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { type EntityManager } from 'typeorm';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { notFound } from '../../server/problem';
import { Member } from './member.entity';
import { Session } from './session.entity';

interface MemberChange {
  action: string;
  id: string;
  payload?: Record<string, unknown>;
  decide: (target: Target, tx: Transaction) => Promise<Refusal | Pick<Member, 'roles' | 'deactivatedAt'>>;
}

interface Target {
  member: Member;
  isLastAdmin: boolean;
}

/** The people of a workspace, and what they may do. */
export class MembersService {
  constructor(private readonly database: Database) {}

  /** All members, deactivated ones too, in the order in which they came. */
  list(actor: Actor, bounds: PageBounds): Promise<Page<Member>> {
    const build = (manager: EntityManager) => manager.createQueryBuilder(Member, 'row');
    return readPage<Member>(this.database, actor, { ...bounds, build, key: 'id', direction: 'ASC' });
  }

  setRoles(actor: Actor, id: string, roles: Role[]): Promise<Written<Member>> {
    const decide: MemberChange['decide'] = async ({ member, isLastAdmin }) => {
      if (isSame(actor, id)) return refuse('OWN_ROLES', 'Another admin has to change your roles.');
      if (isLastAdmin && !roles.includes('admin')) return lastAdmin();
      return { roles, deactivatedAt: member.deactivatedAt };
    };
    return this.change(actor, { action: 'setMemberRoles', id, payload: { roles }, decide });
  }

  /**
   * Follows the groups that a provider tells: of the roles that groups can give, the member has those that theirs do.
   * The others stay as an admin set them, and so do all of them where the last admin would be lost.
   */
  followGroups(
    actor: Actor,
    id: string,
    { given, governed }: { given: readonly Role[]; governed: readonly Role[] },
  ): Promise<Written<Member>> {
    const decide: MemberChange['decide'] = async ({ member, isLastAdmin }) => {
      const roles = rolesAfter(member.roles, { given, governed });
      if (isLastAdmin && !roles.includes('admin')) return lastAdmin();
      return { roles, deactivatedAt: member.deactivatedAt };
    };
    return this.change(actor, { action: 'setMemberRoles', id, payload: { groups: given }, decide });
  }

  /** Ends the person's sessions with their access. Their tokens stop by themselves: each asks for its sponsor. */
  deactivate(actor: Actor, id: string): Promise<Written<Member>> {
    const decide: MemberChange['decide'] = async ({ member, isLastAdmin }, { manager, now }) => {
      if (isLastAdmin) return lastAdmin();
      await manager.delete(Session, { memberId: id });
      return { roles: member.roles, deactivatedAt: member.deactivatedAt ?? now };
    };
    return this.change(actor, { action: 'deactivateMember', id, decide });
  }

  reactivate(actor: Actor, id: string): Promise<Written<Member>> {
    const decide: MemberChange['decide'] = async ({ member: { roles, pseudonymisedAt } }) =>
      pseudonymisedAt
        ? refuse('MEMBER_ERASED', 'This person was erased; invite them as somebody new.')
        : { roles, deactivatedAt: null };
    return this.change(actor, { action: 'reactivateMember', id, decide });
  }

  private change(actor: Actor, { action, id, payload, decide }: MemberChange): Promise<Written<Member>> {
    return this.database.write<Member>(actor, async (tx) => {
      const target = await lockTarget(tx.manager, id);
      const { member } = target;
      const before = { roles: member.roles };
      const audit = { action, subject: { type: 'member', id }, payload: { ...payload, before } };
      const decided = await decide(target, tx);
      if (isRefusal(decided)) return { refusal: decided, audit };
      await tx.manager.update(Member, { id }, decided);
      return { result: Object.assign(member, decided), audit };
    });
  }
}

/** The roles of somebody whose groups give `given` of the `governed` ones. */
export function rolesAfter(
  present: readonly Role[],
  { given, governed }: { given: readonly Role[]; governed: readonly Role[] },
): Role[] {
  return everyRole.filter(
    (role) => given.includes(role) || (present.includes(role) && !governed.includes(role)),
  );
}

/** The same person, also behind a token that they answer for. */
export function isSame(actor: Actor, memberId: string): boolean {
  return (actor.kind === 'person' ? actor.id : actor.onBehalfOf) === memberId;
}

function lastAdmin(): Refusal {
  return refuse('LAST_ADMIN', 'This is the last active admin: make somebody else an admin first.');
}

/**
 * The member, locked together with the active admins in one order for everybody: two admins who remove one another
 * neither both succeed nor wait for each other.
 */
async function lockTarget(manager: EntityManager, id: string): Promise<Target> {
  const isActiveAdmin = `member.deactivated_at IS NULL AND 'admin' = ANY(member.roles)`;
  const locked = await manager
    .createQueryBuilder(Member, 'member')
    .where(`member.id = :id OR (${isActiveAdmin})`, { id })
    .orderBy('member.id')
    .setLock('pessimistic_write')
    .getMany();
  const member = locked.find((each) => each.id === id);
  if (!member) throw notFound('member', id);
  const admins = locked.filter(({ roles, deactivatedAt }) => !deactivatedAt && roles.includes('admin'));
  return { member, isLastAdmin: admins.length === 1 && admins[0] === member };
}
