import { type Actor } from '@countersign/domain/access';
import { refuse, type Refusal } from '@countersign/domain/refusals';
import { Not } from 'typeorm';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { Member } from './member.entity';
import { hashPassword, isPasswordOf } from './password';
import { parseCredential } from './secret';
import { Session } from './session.entity';
import { weaknessOf } from './weak-password';
import { Workspace } from './workspace.entity';

export interface ChangePassword {
  currentPassword: string;
  newPassword: string;
  /** The session that stays. */
  sessionCredential: string | null;
}

const wrong = (): Refusal => refuse('WRONG_PASSWORD', 'That is not your current password.');

/** A person's own password. */
export class PasswordsService {
  constructor(private readonly database: Database) {}

  /** Sets another password, and ends the person's other sessions: whoever knew the old one is out. */
  async change(actor: Actor, request: ChangePassword): Promise<Written<{ sessionsEnded: number }>> {
    const member = await this.memberOf(actor);
    const refusal = await this.objection(member, request);
    const newHash = refusal ? '' : await hashPassword(request.newPassword);
    const audit = { action: 'changePassword', subject: { type: 'member', id: actor.id } };
    return this.database.write<{ sessionsEnded: number }>(actor, async (tx) => {
      if (refusal) return { refusal, audit };
      const sessionsEnded = await replace(tx, member, { newHash, kept: request.sessionCredential });
      return sessionsEnded === null ? { refusal: wrong(), audit } : { result: { sessionsEnded }, audit };
    });
  }

  private memberOf({ id, workspaceId }: Actor): Promise<Member & { workspace: string }> {
    return this.database.read({ workspaceId }, async ({ manager }) => {
      const member = await manager.findOneByOrFail(Member, { id });
      const { name } = await manager.findOneByOrFail(Workspace, { id: workspaceId });
      return Object.assign(member, { workspace: name });
    });
  }

  private async objection(
    { passwordHash, email, name, workspace }: Member & { workspace: string },
    { currentPassword, newPassword }: ChangePassword,
  ): Promise<Refusal | null> {
    if (!passwordHash || !(await isPasswordOf(passwordHash, currentPassword))) return wrong();
    const weakness = weaknessOf(newPassword, [email ?? '', name, workspace]);
    return weakness === null ? null : refuse('WEAK_PASSWORD', weakness);
  }
}

/** The number of sessions ended; null when the password was changed by somebody else in the meantime. */
async function replace(
  { manager }: Transaction,
  { id, passwordHash }: Member,
  { newHash, kept }: { newHash: string; kept: string | null },
): Promise<number | null> {
  const { affected } = await manager.update(
    Member,
    { id, passwordHash: passwordHash ?? '' },
    { passwordHash: newHash },
  );
  if (affected !== 1) return null;
  const keptHash = (kept === null ? null : parseCredential(kept)?.secretHash) ?? '';
  const ended = await manager.delete(Session, { memberId: id, secretHash: Not(keptHash) });
  return ended.affected ?? 0;
}
