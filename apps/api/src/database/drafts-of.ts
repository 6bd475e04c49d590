import { type AuditDraft, type Recorded, type RecordedRefusal } from './transaction';

/** What the log is to say of a change, in its order: a refusal once, whatever was done before it. */
export function draftsOf({
  audit,
  ...result
}: Recorded<unknown> | RecordedRefusal<{ code: string }>): AuditDraft[] {
  if ('refusal' in result) return [{ ...audit, payload: { ...audit.payload, refusal: result.refusal.code } }];
  return [...(result.earlier ?? []), audit];
}
