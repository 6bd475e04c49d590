import { type Actor } from '@countersign/domain/access';
import { type Transaction } from '../../database/transaction';
import { notFound, Problem } from '../../server/problem';
import { normalEmail } from './email';
import { Member } from './member.entity';

/** Who is to answer for a service; nobody named: whoever makes it. */
export interface SponsorRequest {
  sponsorId?: string | null;
  /** In place of the id. */
  sponsorEmail?: string | null;
}

/**
 * The member who answers for a new service, locked, so that nobody is deactivated between the look and the service; null
 * where the operator answers as the owner of the machine.
 */
export async function lockSponsorOf(tx: Transaction, request: SponsorRequest): Promise<Member | null> {
  const id = sponsorFor(tx.actor, await named(tx, request));
  if (id === null) return null;
  const found = await tx.manager.findOne(Member, { where: { id }, lock: { mode: 'pessimistic_read' } });
  if (!found) throw notFound('member', id);
  return found;
}

/** The member whom a request names, and the field that does; null where it names nobody. */
interface Named {
  sponsorId: string | null;
  field: 'sponsorId' | 'sponsorEmail';
}

async function named({ manager }: Transaction, { sponsorId, sponsorEmail }: SponsorRequest): Promise<Named> {
  const field = 'sponsorEmail';
  if (sponsorEmail == null) return { sponsorId: sponsorId ?? null, field: 'sponsorId' };
  if (sponsorId != null) throw new Problem('BAD_INPUT', 'Name the sponsor by id or by address.', { field });
  // The address is not said again: callers log the errors they get.
  const member = await manager.findOneBy(Member, { email: normalEmail(sponsorEmail) });
  if (!member) throw new Problem('BAD_INPUT', 'No member of the workspace has this address.', { field });
  return { sponsorId: member.id, field };
}

/**
 * Whoever makes a service answers for it, since they hold what it is known by; a service's services lead to the person
 * who answers for the first. The operator may name somebody, or answer as the owner of the machine.
 */
function sponsorFor(actor: Actor, { sponsorId, field }: Named): string | null {
  if (actor.kind === 'operator') return sponsorId;
  const own = actor.kind === 'person' ? actor.id : (actor.onBehalfOf ?? null);
  if (sponsorId !== null && sponsorId !== own)
    throw new Problem('BAD_INPUT', 'You answer for the services that you make.', { field });
  return own;
}
