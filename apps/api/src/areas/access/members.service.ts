import { type Actor, type Role } from '@countersign/domain/access';
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
  decide: (member: Member, tx: Transaction) => Promise<Refusal | Pick<Member, 'roles' | 'deactivatedAt'>>;
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
    const decide: MemberChange['decide'] = async (member, { manager }) => {
      if (isSame(actor, id)) return refuse('OWN_ROLES', 'Another admin has to change your roles.');
      const isLast = !roles.includes('admin') && (await isLastAdmin(manager, member));
      return isLast ? lastAdmin() : { roles, deactivatedAt: member.deactivatedAt };
    };
    return this.change(actor, { action: 'setMemberRoles', id, payload: { roles }, decide });
  }

  /** Ends the person's sessions with their access. Their tokens stop by themselves: each asks for its sponsor. */
  deactivate(actor: Actor, id: string): Promise<Written<Member>> {
    const decide: MemberChange['decide'] = async (member, { manager, now }) => {
      if (await isLastAdmin(manager, member)) return lastAdmin();
      await manager.delete(Session, { memberId: id });
      return { roles: member.roles, deactivatedAt: member.deactivatedAt ?? now };
    };
    return this.change(actor, { action: 'deactivateMember', id, decide });
  }

  reactivate(actor: Actor, id: string): Promise<Written<Member>> {
    const decide: MemberChange['decide'] = async ({ roles }) => ({ roles, deactivatedAt: null });
    return this.change(actor, { action: 'reactivateMember', id, decide });
  }

  private change(actor: Actor, { action, id, payload, decide }: MemberChange): Promise<Written<Member>> {
    return this.database.write<Member>(actor, async (tx) => {
      const member = await tx.manager.findOne(Member, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!member) throw notFound('member', id);
      const before = { roles: member.roles };
      const audit = { action, subject: { type: 'member', id }, payload: { ...payload, before } };
      const decided = await decide(member, tx);
      if (isRefusal(decided)) return { refusal: decided, audit };
      await tx.manager.update(Member, { id }, decided);
      return { result: Object.assign(member, decided), audit };
    });
  }
}

/** The same person, also behind a token that they answer for. */
function isSame(actor: Actor, memberId: string): boolean {
  return (actor.kind === 'person' ? actor.id : actor.onBehalfOf) === memberId;
}

function lastAdmin(): Refusal {
  return refuse('LAST_ADMIN', 'This is the last active admin: make somebody else an admin first.');
}

/** Locks the admins, in one order for everybody: two admins who remove one another must not both succeed. */
async function isLastAdmin(manager: EntityManager, member: Member): Promise<boolean> {
  if (member.deactivatedAt || !member.roles.includes('admin')) return false;
  const admins = await manager
    .createQueryBuilder(Member, 'member')
    .where(`member.deactivated_at IS NULL AND 'admin' = ANY(member.roles)`)
    .orderBy('member.id')
    .setLock('pessimistic_write')
    .getMany();
  return !admins.some(({ id }) => id !== member.id);
}
