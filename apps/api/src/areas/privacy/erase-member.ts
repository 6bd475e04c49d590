import { type Actor } from '@countersign/domain/access';
import { refuse, type Refusal } from '@countersign/domain/refusals';
import { type EntityManager, IsNull } from 'typeorm';
import { type Database } from '../../database/database';
import { type Written } from '../../database/transaction';
import { type ErasableMember, lockErasable, pseudonymise } from '../access/erasable-member';
import { assertNamesNobody } from './assert-names-nobody';
import { eraseDetailsOfMember } from './details-of-members';
import { LegalHold } from './legal-hold.entity';
import { lockPrivacy } from './privacy-lock';

export interface Erasure {
  member: ErasableMember;
  /** Entries of the audit log that lost their details. */
  erasedDetails: number;
}

/**
 * Takes away what leads from a member to a person. The row stays under a made-up name, since votes, approvals and entries
 * point to it; so do the entries, without their details.
 */
export function eraseMember(
  database: Database,
  actor: Actor,
  { memberId: id, reason }: { memberId: string; reason: string },
): Promise<Written<Erasure>> {
  return database.write<Erasure>(actor, async (tx) => {
    const { manager } = tx;
    await lockPrivacy(manager, actor.workspaceId);
    const member = await lockErasable(manager, id);
    assertNamesNobody(reason, member);
    const audit = { action: 'eraseMember', subject: { type: 'member', id }, payload: { reason } };
    const refusal = await refusalOf(manager, member);
    if (refusal) return { refusal, audit };
    // By the addresses and identities that the second step takes away.
    const erasedDetails = await eraseDetails(manager, member);
    const erased = await pseudonymise(tx, member);
    return {
      result: { member: erased, erasedDetails },
      audit: { ...audit, payload: { reason, erasedDetails } },
    };
  });
}

async function refusalOf(manager: EntityManager, member: ErasableMember): Promise<Refusal | null> {
  if (member.pseudonymisedAt) return refuse('MEMBER_ERASED', 'This person was erased before.');
  // Whoever asks is active: nobody erases themselves.
  if (!member.deactivatedAt)
    return refuse('MEMBER_ACTIVE', 'Deactivate this person first; nobody erases themselves.');
  const isHeld = await manager.existsBy(LegalHold, { memberId: member.id, releasedAt: IsNull() });
  return isHeld ? refuse('LEGAL_HOLD', 'A legal hold keeps the data of this person.') : null;
}

async function eraseDetails(manager: EntityManager, { id, workspaceId }: ErasableMember): Promise<number> {
  const [, count] = (await manager.query(eraseDetailsOfMember, [workspaceId, id])) as [unknown[], number];
  return count;
}
