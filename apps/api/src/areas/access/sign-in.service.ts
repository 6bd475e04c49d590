import { createHmac, randomBytes } from 'node:crypto';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { IsNull } from 'typeorm';
import { type Database } from '../../database/database';
import { type AuditDraft } from '../../database/transaction';
import { systemActor } from '../../jobs/job';
import { Problem } from '../../server/problem';
import { admit, newcomerOf, type InvitationSignIn } from './accept-invitation';
import { type AccessSettings } from './access-settings';
import { type Attempts } from './attempts';
import { type Sender } from './attempts-address';
import { normalEmail } from './email';
import { issueSession, type IssuedSession } from './issue-session';
import { Member } from './member.entity';
import { hashPassword, isPasswordOf } from './password';
import { personOf } from './person';
import { type SignInStrength } from './session.entity';

export interface PasswordSignIn {
  email: string;
  password: string;
  workspace?: string | null;
}

/** One of them is given. */
export interface SignInRequest {
  persona?: string | null;
  password?: PasswordSignIn | null;
  invitation?: InvitationSignIn | null;
}

const failed = (): Refusal =>
  refuse('SIGN_IN_FAILED', 'The address and the password do not belong to an active account.');

/** The ways in. Each ends in `issueSession`, and each leaves an entry in the audit log, also when it failed. */
export class SignInService {
  /** Somebody's password is checked even when there is no such person, so that the time tells nothing. */
  private readonly nobodysHash = hashPassword(randomBytes(32).toString('base64'));

  constructor(
    private readonly database: Database,
    private readonly settings: AccessSettings,
    private readonly attempts: Attempts,
  ) {}

  /** `from` is the request that asks: who tries too often is refused before anything is looked up. */
  async signIn(
    { persona, password, invitation }: SignInRequest,
    from: Sender,
  ): Promise<IssuedSession | Refusal> {
    const ways = [persona, password, invitation].filter((way) => way !== undefined && way !== null);
    if (ways.length !== 1)
      throw new Problem('BAD_INPUT', 'Give exactly one way to sign in.', { field: 'input' });
    // Nothing has been looked up yet, and an alias of the field passes here once more. A persona has no secret.
    if (password || invitation || !this.settings.demo)
      await this.attempts.signIn(from, password ? normalEmail(password.email) : null);
    if (password) return this.byPassword(password);
    return invitation ? this.byInvitation(invitation) : this.asPersona(persona ?? '');
  }

  private async asPersona(key: string): Promise<IssuedSession | Refusal> {
    const workspaceId = this.settings.mainWorkspaceId;
    const subject = { type: 'persona', id: key };
    if (!this.settings.demo) {
      const refusal = refuse('DEMO_OFF', 'Personas exist only while the demo is on.');
      return this.fail({ workspaceId, subject, method: 'persona', refusal });
    }
    const member = await this.database.read({ workspaceId }, ({ manager }) =>
      manager.findOneBy(Member, { persona: key, deactivatedAt: IsNull() }),
    );
    if (member) return this.enter(member, 'demo', 'persona');
    const refusal = refuse('SIGN_IN_FAILED', 'There is no active persona with this key.');
    return this.fail({ workspaceId, subject, method: 'persona', refusal });
  }

  /** An unknown address, a wrong password and a deactivated member take the same steps, and get the same answer. */
  private async byPassword({ email, password, workspace }: PasswordSignIn): Promise<IssuedSession | Refusal> {
    const address = normalEmail(email);
    const isNamed = workspace !== undefined && workspace !== null;
    const named = isNamed ? await this.database.workspaceIdOf(workspace) : undefined;
    const workspaceId = named ?? this.settings.mainWorkspaceId;
    const found = await this.database.read({ workspaceId }, ({ manager }) =>
      manager.findOneBy(Member, { email: address }),
    );
    const member = named === null ? null : found;
    const matches = await isPasswordOf(member?.passwordHash ?? (await this.nobodysHash), password);
    if (matches && member?.passwordHash && !member.deactivatedAt)
      return this.enter(member, 'password', 'password');
    const subject = member
      ? { type: 'member', id: member.id }
      : { type: 'address', id: this.hashOf(`${workspaceId} ${address}`) };
    return this.fail({ workspaceId, subject, method: 'password', refusal: failed() });
  }

  private async byInvitation(request: InvitationSignIn): Promise<IssuedSession | Refusal> {
    const newcomer = await newcomerOf(this.database, request);
    if ('refusal' in newcomer) {
      const { refusal, invitation } = newcomer;
      const subject = { type: 'invitation', id: invitation?.id ?? this.hashOf(request.token) };
      const workspaceId = invitation?.workspaceId ?? this.settings.mainWorkspaceId;
      return this.fail({ workspaceId, subject, method: 'invitation', refusal });
    }
    const passwordHash = await hashPassword(newcomer.password);
    const written = await this.database.write<IssuedSession>(newcomer.actor, (tx) =>
      admit(tx, newcomer, passwordHash),
    );
    return isRefusal(written) ? written : written.result;
  }

  /** Where people with an account come in: a session and its entry. */
  private async enter(
    member: Member,
    strength: SignInStrength,
    method: string,
  ): Promise<IssuedSession | Refusal> {
    const { id, passwordHash } = member;
    const written = await this.database.write<IssuedSession>(personOf(member, strength), async (tx) => {
      const audit = { action: 'signIn', subject: { type: 'member', id }, payload: { method } };
      // Locked and read again: a deactivation or a new password since the check wins.
      const now = await tx.manager.findOne(Member, {
        where: { id, deactivatedAt: IsNull() },
        lock: { mode: 'pessimistic_read' },
      });
      if (!now || now.passwordHash !== passwordHash) return { refusal: failed(), audit };
      return { result: await issueSession(tx, now, { strength }), audit };
    });
    return isRefusal(written) ? written : written.result;
  }

  /** The entry of an attempt that let nobody in; the server keeps it, since nobody has proved who they are. */
  private async fail({ workspaceId, subject, method, refusal }: Failure): Promise<Refusal> {
    const audit = { action: 'signIn', subject, payload: { method } };
    await this.database.write(systemActor(workspaceId), async () => ({ refusal, audit }));
    return refusal;
  }

  /** Stands for what somebody typed: equal for equal text, and no use to whoever lacks the key. */
  private hashOf(text: string): string {
    return createHmac('sha256', this.settings.hashKey).update(text).digest('hex');
  }
}

interface Failure {
  workspaceId: string;
  subject: AuditDraft['subject'];
  method: string;
  refusal: Refusal;
}
