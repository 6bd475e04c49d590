import { type Actor, type Role } from '@countersign/domain/access';
import { delegationRefusal, longestDelegation, mayVote } from '@countersign/domain/approvals';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { actorReference } from '../../../database/actor-reference';
import { type Database } from '../../../database/database';
import {
  type Recorded,
  type RecordedRefusal,
  type Transaction,
  type Written,
} from '../../../database/transaction';
import { notFound, Problem } from '../../../server/problem';
import { entitledCaller } from '../../access/caller-now';
import { rolesOf } from '../../access/people';
import { type ModelsService } from '../../models/models.service';
import { DelegationRow } from './delegation.entity';
import { openDelegations } from './delegation-reads';
import { lockDelegations } from './hold-delegations';

export interface DelegationRequest {
  delegateId: string;
  roles: Role[];
  /** Absent: now. */
  startsAt?: Date | null;
  endsAt: Date;
  /** Absent: for every model. */
  modelIds?: string[] | null;
  reason: string;
}

/** One with what both of its people hold now. */
export interface DelegationRecord {
  row: DelegationRow;
  delegatorRoles: readonly Role[];
  delegateRoles: readonly Role[];
  now: Date;
}

interface Areas {
  models: Pick<ModelsService, 'model'>;
}

/** Of what somebody gave and was given, so many are shown. */
const most = 100;
/** So long before it begins an absence can be planned. */
const furthest = 365 * 86_400_000;

/** Gives votes to others for a time, and takes them back. */
export class DelegationsService {
  constructor(
    private readonly database: Database,
    private readonly areas: Areas,
  ) {}

  /** What the caller gave and was given, newest first. */
  async ownAndGiven(actor: Actor): Promise<DelegationRecord[]> {
    return this.database.read(actor, async ({ manager, now }) => {
      const rows = await manager.find(DelegationRow, {
        where: [{ delegatorId: actor.id }, { delegateId: actor.id }],
        order: { id: 'DESC' },
        take: most,
      });
      return recordsOf({ manager, now }, rows);
    });
  }

  /** @throws Problem for a time or a model that cannot be meant, or an unknown person */
  async delegate(actor: Actor, request: DelegationRequest): Promise<Written<DelegationRecord>> {
    for (const id of request.modelIds ?? []) await this.areas.models.model(actor, id);
    return this.database.write(actor, (tx) => give(tx, request));
  }

  /** By either of the two. */
  revoke(actor: Actor, id: string): Promise<Written<DelegationRecord>> {
    return this.database.write(actor, (tx) => takeBack(tx, id));
  }
}

async function give(
  tx: Transaction,
  request: DelegationRequest,
): Promise<Recorded<DelegationRecord> | RecordedRefusal> {
  const { manager, now } = tx;
  const { delegateId, roles, reason } = request;
  const startsAt = request.startsAt ?? now;
  requirePossible({ ...request, startsAt }, now);
  const modelIds = request.modelIds ?? null;
  const terms = { delegateId, roles, from: startsAt.toISOString(), until: request.endsAt.toISOString() };
  const payload = { ...terms, modelIds, reason };
  // In a circle each sees the others: one is given after the other, and between one step and the next.
  await lockDelegations(manager, tx.actor.workspaceId);
  const actor = await entitledCaller(tx, 'promotion.vote');
  const refusal = isRefusal(actor) ? actor : await refusalOf(tx, { ...request, startsAt }, actor);
  const audit = { action: 'delegate', payload };
  if (refusal !== null) return { refusal, audit: { ...audit, subject: { type: 'member', id: delegateId } } };
  const row = manager.create(DelegationRow, {
    ...{ id: tx.newId(), workspaceId: tx.actor.workspaceId, delegatorId: tx.actor.id, delegateId },
    ...{ roles, modelIds, reason, createdAt: now, startsAt, endsAt: request.endsAt },
    ...{ revokedAt: null, revokedBy: null },
  });
  await manager.insert(DelegationRow, row);
  const [result] = (await recordsOf(tx, [row])) as [DelegationRecord];
  return { result, audit: { ...audit, subject: { type: 'delegation', id: row.id } } };
}

/** Instants that nobody can have meant. */
function requirePossible({ startsAt, endsAt }: Pick<DelegationRow, 'startsAt' | 'endsAt'>, now: Date): void {
  const bad = (field: string, message: string) => new Problem('BAD_INPUT', message, { field });
  if (startsAt < now) throw bad('startsAt', 'It cannot begin in the past.');
  if (startsAt.getTime() > now.getTime() + furthest) throw bad('startsAt', 'It begins within a year.');
  if (endsAt <= startsAt) throw bad('endsAt', 'It ends after it begins.');
  if (endsAt.getTime() > startsAt.getTime() + longestDelegation)
    throw bad('endsAt', 'It ends within 30 days after it begins.');
}

async function refusalOf(
  tx: Transaction,
  { delegateId, roles, startsAt, endsAt }: DelegationRequest & { startsAt: Date },
  actor: Actor,
): Promise<Refusal | null> {
  const { manager } = tx;
  const known: unknown[] = await manager.query(
    'SELECT id FROM member WHERE workspace_id = $1 AND id = $2 FOR SHARE',
    [tx.actor.workspaceId, delegateId],
  );
  if (known.length === 0) throw notFound('member', delegateId);
  const held = (await rolesOf(manager, [delegateId])).get(delegateId);
  const delegate = held === undefined ? null : { personId: delegateId, roles: held };
  const others = (await openDelegations(tx)).map((row) => ({
    ...{ delegatorId: row.delegatorId, delegateId: row.delegateId },
    ...{ from: row.startsAt.getTime(), until: row.endsAt.getTime() },
  }));
  const times = { from: startsAt.getTime(), until: endsAt.getTime() };
  return delegationRefusal({ delegate, roles, ...times }, actor, others);
}

async function takeBack(tx: Transaction, id: string): Promise<Recorded<DelegationRecord> | RecordedRefusal> {
  const { manager, now } = tx;
  const actor = await entitledCaller(tx, 'promotion.vote');
  const row = await manager.findOne(DelegationRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (row === null || ![row.delegatorId, row.delegateId].includes(tx.actor.id))
    throw notFound('delegation', id);
  const audit = { action: 'revokeDelegation', subject: { type: 'delegation', id } };
  if (isRefusal(actor)) return { refusal: actor, audit };
  if (row.revokedAt !== null || row.endsAt <= now)
    return { refusal: refuse('DELEGATION_ENDED', 'It has ended, or was revoked before.'), audit };
  const end = { revokedAt: now, revokedBy: actorReference(actor) };
  await manager.update(DelegationRow, { id }, end);
  const [result] = (await recordsOf(tx, [Object.assign(row, end)])) as [DelegationRecord];
  return { result, audit };
}

async function recordsOf(
  { manager, now }: Pick<Transaction, 'manager' | 'now'>,
  rows: readonly DelegationRow[],
): Promise<DelegationRecord[]> {
  const people = rows.flatMap(({ delegatorId, delegateId }) => [delegatorId, delegateId]);
  const roles = await rolesOf(manager, [...new Set(people)]);
  return rows.map((row) => ({
    ...{ row, now, delegatorRoles: roles.get(row.delegatorId) ?? [] },
    delegateRoles: roles.get(row.delegateId) ?? [],
  }));
}

/** Where a delegation stands; it rests where either has lost what it takes. */
export type DelegationState = 'planned' | 'in_force' | 'resting' | 'ended' | 'revoked';

export function delegationState({
  row,
  now,
  delegatorRoles,
  delegateRoles,
}: DelegationRecord): DelegationState {
  if (row.revokedAt !== null) return 'revoked';
  if (row.endsAt <= now) return 'ended';
  if (!delegateRoles.some(mayVote) || !row.roles.some((role) => delegatorRoles.includes(role)))
    return 'resting';
  return row.startsAt > now ? 'planned' : 'in_force';
}
