import { type Actor, type Role } from '@countersign/domain/access';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { v7 as uuidv7 } from 'uuid';
import { type Database } from '../../database/database';
import { systemActor } from '../../jobs/job';
import { type OidcConfig } from '../../server/config';
import { addMember } from './add-member';
import { issueSession, type IssuedSession, type Proof } from './issue-session';
import { Member } from './member.entity';
import { rolesAfter, type MembersService } from './members.service';
import { type OidcIdentity } from './oidc-identity';
import { personOf } from './person';

export interface Subject {
  type: string;
  id: string;
}

/** Nobody comes in; `isRecorded` where the audit log says so already. */
export interface NotAdmitted {
  refusal: Refusal;
  subject?: Subject;
  isRecorded?: boolean;
}

interface Rules extends Pick<OidcConfig, 'groupRoles' | 'sessionHours'> {
  workspaceId: string;
}

const deactivated = (): Refusal => refuse('MEMBER_DEACTIVATED', 'Your account here is deactivated.');
const noRole = (): Refusal =>
  refuse(
    'NO_ROLE',
    'None of your groups at the OpenID provider gives you a role here. Ask an admin for one.',
  );
const accountExists = (): Refusal =>
  refuse('ACCOUNT_EXISTS', 'Your address belongs to an account that signs in by another identity.');

/** Whom a proven identity is here, and with which roles. */
export class OidcMembers {
  /** The roles that groups decide about. */
  private readonly governed: readonly Role[];
  private readonly proof: Proof;

  constructor(
    private readonly database: Database,
    private readonly members: MembersService,
    private readonly rules: Rules,
  ) {
    this.governed = [...new Set([...rules.groupRoles.values()].flat())];
    this.proof = { strength: 'oidc', hours: rules.sessionHours };
  }

  async admit(identity: OidcIdentity): Promise<IssuedSession | NotAdmitted> {
    const known = await this.find(identity);
    if (known === null) return identity.roles.length > 0 ? this.join(identity) : { refusal: noRole() };
    if ('refusal' in known) return known;
    const subject = { type: 'member', id: known.id };
    if (known.oidcSubject === null) {
      const refusal = await this.link(known, identity);
      if (refusal) return { refusal, subject, isRecorded: true };
    }
    const roles = await this.followGroups(known, identity);
    return roles.length > 0 ? this.enter({ ...known, roles }, identity) : { refusal: noRole(), subject };
  }

  /** By identity; else by the address that the provider vouches for. */
  private async find({ issuer, subject, email }: OidcIdentity): Promise<Member | NotAdmitted | null> {
    const found = await this.database.read(this.rules, async ({ manager }) => {
      const own = await manager.findOneBy(Member, { oidcIssuer: issuer, oidcSubject: subject });
      return own ?? (email === null ? null : manager.findOneBy(Member, { email }));
    });
    if (!found && email === null) {
      const refusal = refuse(
        'EMAIL_NOT_VERIFIED',
        'The OpenID provider vouches for no e-mail address of yours.',
      );
      return { refusal };
    }
    if (!found) return null;
    const member = { type: 'member', id: found.id };
    if (found.deactivatedAt) return { refusal: deactivated(), subject: member };
    const isOther = found.oidcSubject !== null && !isIdentityOf(found, { issuer, subject });
    return isOther ? { refusal: accountExists(), subject: member } : found;
  }

  /** From now on the identity is the account's, whatever becomes of the address. */
  private async link(member: Member, { issuer, subject }: OidcIdentity): Promise<Refusal | null> {
    const { id } = member;
    const written = await this.database.write<null>(personOf(member, 'oidc'), async ({ manager }) => {
      const audit = { action: 'linkIdentity', subject: { type: 'member', id }, payload: { issuer, subject } };
      const now = await manager.findOneOrFail(Member, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (now.deactivatedAt) return { refusal: deactivated(), audit };
      if (now.oidcSubject !== null && !isIdentityOf(now, { issuer, subject }))
        return { refusal: accountExists(), audit };
      await manager.update(Member, { id }, { oidcIssuer: issuer, oidcSubject: subject });
      return { result: null, audit };
    });
    return isRefusal(written) ? written : null;
  }

  /** The member's roles after what the provider says; a change is recorded, and so is one that was refused. */
  private async followGroups(member: Member, { roles: given }: OidcIdentity): Promise<Role[]> {
    const { governed } = this;
    const after = rolesAfter(member.roles, { given, governed });
    if (after.length === member.roles.length && after.every((role) => member.roles.includes(role)))
      return after;
    const system = systemActor(this.rules.workspaceId);
    const written = await this.members.followGroups(system, member.id, { given, governed });
    return isRefusal(written) ? member.roles : written.result.roles;
  }

  private async enter(member: Member, identity: OidcIdentity): Promise<IssuedSession | NotAdmitted> {
    const { id } = member;
    const written = await this.database.write<IssuedSession>(personOf(member, 'oidc'), async (tx) => {
      const audit = { action: 'signIn', subject: { type: 'member', id }, payload: { method: 'oidc' } };
      // Locked and read again: a deactivation since the look wins.
      const now = await tx.manager.findOneOrFail(Member, {
        where: { id },
        lock: { mode: 'pessimistic_read' },
      });
      if (now.deactivatedAt || !isIdentityOf(now, identity)) return { refusal: deactivated(), audit };
      return { result: await issueSession(tx, now, { ...this.proof, at: identity.authenticatedAt }), audit };
    });
    return isRefusal(written) ? { refusal: written, isRecorded: true } : written.result;
  }

  private async join(identity: OidcIdentity): Promise<IssuedSession | NotAdmitted> {
    const { name, roles, email, issuer, subject } = identity;
    const { workspaceId } = this.rules;
    const actor: Actor = { kind: 'person', id: uuidv7(), name, workspaceId, roles, session: 'oidc' };
    const person = {
      id: actor.id,
      workspaceId,
      name,
      roles,
      email,
      oidcIssuer: issuer,
      oidcSubject: subject,
    };
    const written = await this.database.write<IssuedSession>(actor, async (tx) => {
      const payload = { method: 'oidc', joined: true, roles, issuer, subject };
      const audit = { action: 'signIn', subject: { type: 'member', id: actor.id }, payload };
      const member = await addMember(tx, person);
      if (isRefusal(member)) return { refusal: member, audit };
      return {
        result: await issueSession(tx, member, { ...this.proof, at: identity.authenticatedAt }),
        audit,
      };
    });
    return isRefusal(written) ? { refusal: written, isRecorded: true } : written.result;
  }
}

export function isIdentityOf(
  { oidcIssuer, oidcSubject }: Member,
  { issuer, subject }: Pick<OidcIdentity, 'issuer' | 'subject'>,
): boolean {
  return oidcIssuer === issuer && oidcSubject === subject;
}
