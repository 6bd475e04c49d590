import { type Actor } from '@countersign/domain/access';
import { actionPermissions, type Step, type ViewerActionName } from '@countersign/domain/approvals';
import { type RecordedCase } from '@countersign/domain/passport';
import { isRefusal, type Refusal } from '@countersign/domain/refusals';
import {
  type AuditDraft,
  type Recorded,
  type RecordedRefusal,
  type Transaction,
} from '../../database/transaction';
import { entitledCaller } from '../access/caller-now';
import { type EvaluatedGate } from './gate/evaluate-gates';
import { passportCase } from './passport/passport-case';
import { lockRecord, readRecord, type PromotionRecord } from './promotion-record';
import { PromotionRow } from './promotion.entity';

/** One step of a promotion that somebody tries. */
export interface Attempt {
  /** The mutation's name, for the log. */
  action: string;
  does: ViewerActionName;
  promotionId: string;
  /** What was asked for, for the log; recorded whether or not it is refused. */
  payload?: Record<string, unknown>;
  /** Decides on the locked promotion and caller, and writes what belongs to the step beside it. */
  take: (record: PromotionRecord, actor: Actor) => Promise<Taken | Refusal>;
}

/** What a step changes. */
export interface Taken {
  step: Step;
  gates?: EvaluatedGate[];
  policyId?: string;
  /** Of the policy that goes with it. */
  deadlineAt?: Date | null;
  /** What serves there, where that was looked at again; null where nothing does. */
  replacesVersionId?: string | null;
  /** What came of it, for the log. */
  payload?: Record<string, unknown>;
  /** What comes after the step was written down, in the same transaction. */
  after?: () => Promise<void>;
}

/** Takes one step under the promotion's lock; two attempts at once are decided one after the other. */
export async function takeStep(
  tx: Transaction,
  attempt: Attempt,
): Promise<Recorded<PromotionRecord> | RecordedRefusal> {
  const { action, promotionId } = attempt;
  const before = await lockRecord(tx, promotionId);
  const actor = await entitledCaller(tx, actionPermissions[attempt.does]);
  const taken = isRefusal(actor) ? actor : await attempt.take(before, actor);
  const { subjectDigest: digest, round, state } = before.row;
  if (isRefusal(taken)) {
    const subject = { type: 'promotion', id: promotionId, digest };
    return { refusal: taken, audit: { action, subject, payload: { round, state, ...attempt.payload } } };
  }
  await saveStep(tx, before, taken);
  await taken.after?.();
  const { subjectDigest } = taken.step;
  const subject = { type: 'promotion', id: promotionId, digest: subjectDigest };
  const moved = { round: taken.step.round, state: taken.step.state };
  const result = await readRecord(tx, promotionId);
  const decided = decidedBy(attempt, taken, { before, after: result });
  const payload = { ...moved, ...attempt.payload, ...taken.payload, ...(decided && { decided }) };
  const change = subjectDigest === digest ? {} : { before: digest, after: subjectDigest };
  return { result, audit: { action, subject, ...change, payload } };
}

/** What an approval or an activation was decided from, for a passport; null for other steps. */
function decidedBy(
  { does }: Attempt,
  { step, gates }: Taken,
  { before, after }: Record<'before' | 'after', PromotionRecord>,
): RecordedCase | null {
  if (does === 'activate')
    return passportCase({ ...before, gates: gates ?? before.row.gates, now: after.now });
  const isRatified = before.row.state === 'provisional' && step.state === 'active';
  const isApproval = step.state === 'approved' || isRatified;
  return isApproval ? passportCase({ ...after, gates: after.row.gates }) : null;
}

/** Writes a step down. */
export async function saveStep(
  { manager }: Transaction,
  { row }: PromotionRecord,
  { step, gates, policyId, deadlineAt, replacesVersionId }: Taken,
): Promise<void> {
  const { state, round, subjectDigest } = step;
  await manager.update(
    PromotionRow,
    { id: row.id },
    {
      ...{ state, round, subjectDigest },
      ...(gates && { gates: gates as never }),
      ...(policyId && { policyId }),
      ...(deadlineAt !== undefined && { deadlineAt }),
      ...(replacesVersionId !== undefined && { replacesVersionId }),
      approvedAt: instant(step.approvedAt),
      expiresAt: instant(step.expiresAt),
      activatedAt: instant(step.activatedAt),
    },
  );
}

/** Writes down that the time of a promotion is over; answers what the log is told of it. */
export async function expire(tx: Transaction, record: PromotionRecord, step: Step): Promise<AuditDraft> {
  await saveStep(tx, record, { step });
  const { id, subjectDigest: digest, round } = record.row;
  const subject = { type: 'promotion', id, digest };
  return { action: 'expirePromotion', subject, payload: { round, state: step.state } };
}

/** Milliseconds since 1970 as the row keeps them. */
export function instant(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds);
}
