import { isRefusal } from '@countersign/domain/refusals';
import { type Written } from '../../database/transaction';
import { caller, type Context } from '../../server/context';
import { RefusalType } from '../../wire/refusal';
import { AuditEntryType } from '../audit-log/audit-log.schema';
import { type PromotionRecord } from './promotion-record';
import { PromotionType } from './promotions.schema';

/** A step that was taken, as its three answers on the wire share it. */
export interface RecordedStep {
  promotion: PromotionType;
  auditEntry: AuditEntryType;
}

/** Turns the outcome of a step into the union's member, with the entry of the log that records it. */
export async function recordedAnswer<Wire extends object>(
  context: Context,
  outcome: Promise<Written<PromotionRecord>>,
  toWire: (step: RecordedStep) => Wire,
): Promise<Wire | RefusalType> {
  const written = await outcome;
  if (isRefusal(written)) return RefusalType.of(written);
  const entry = await context.services.auditLog.entry(caller(context), written.auditEntry.sequence);
  return toWire({ promotion: PromotionType.of(written.result), auditEntry: AuditEntryType.of(entry) });
}
