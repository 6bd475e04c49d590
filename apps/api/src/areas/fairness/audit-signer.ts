import { type Actor, type Permission } from '@countersign/domain/access';
import { refuse, type Refusal } from '@countersign/domain/refusals';
import { parseActorReference } from '../../database/actor-reference';
import { type Transaction } from '../../database/transaction';
import { requirePermission } from '../../server/permit';
import { notFound } from '../../server/problem';
import { callerNow } from '../access/caller-now';
import { sponsorsOf } from '../access/people';
import { FairnessAudit } from './fairness-audit.entity';

interface Signing {
  audit: FairnessAudit;
  /** The caller as they stand now. */
  signer: Actor;
  /** Why the caller answers for nothing in this audit; null when they may. */
  refusal: Refusal | null;
}

/**
 * The audit, and whether the caller, as they stand now, is somebody else than who ran it: the person, or the one who
 * answers for the service.
 * @throws Problem NOT_FOUND; FORBIDDEN or UNAUTHENTICATED when the caller lost the permission since they called
 */
export async function readForSigner(
  tx: Transaction,
  { auditId, permission }: { auditId: string; permission: Permission },
): Promise<Signing> {
  const audit = await tx.manager.findOneBy(FairnessAudit, { id: auditId });
  if (!audit) throw notFound('fairness audit', auditId);
  const signer = await callerNow(tx);
  requirePermission({ actor: signer }, permission);
  const { kind, id } = parseActorReference(audit.ranBy);
  const runner = kind === 'service' ? (await sponsorsOf(tx.manager, [id])).get(id) : id;
  const refusal =
    runner === tx.actor.id
      ? refuse(
          'OWN_AUDIT',
          'You ran this audit, or answer for the service that did: somebody else answers for it.',
        )
      : null;
  return { audit, signer: signer ?? tx.actor, refusal };
}
