import { type Refusal } from '@countersign/domain/refusals';
import { InterfaceType } from 'type-graphql';
import { type AuditPosition, type Written } from '../database/transaction';
import { orRefusal, type RefusalType } from './refusal';

/** What a change answers with. Its field auditEntry belongs to the audit log, and is read when somebody asks for it. */
@InterfaceType('RecordedChange', { description: 'A change that was made, with its entry of the audit log.' })
export abstract class RecordedChange {
  recorded!: AuditPosition;
}

/** Turns what a service did into the union's member, which leads to the entry that records it. */
export function orRecorded<T, Wire extends RecordedChange>(
  answer: Promise<Written<T>>,
  toWire: (result: T) => Wire,
): Promise<Wire | RefusalType> {
  return orRefusal<Exclude<Written<T>, Refusal>, Wire>(answer, ({ result, auditEntry }) =>
    Object.assign(toWire(result), { recorded: auditEntry }),
  );
}
