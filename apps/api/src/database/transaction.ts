import { type Actor } from '@countersign/domain/access';
import { type Refusal } from '@countersign/domain/refusals';
import { type EntityManager, type QueryRunner } from 'typeorm';
import { type Statement } from './batch';

/** One read-only transaction inside one workspace. */
export interface ReadTransaction {
  manager: EntityManager;
  /** When it began, by the server's clock. */
  now: Date;
}

/** One changing transaction inside one workspace. */
export interface Transaction extends ReadTransaction {
  runner: QueryRunner;
  actor: Actor;
  /** A UUIDv7: opaque to clients, ordered by time. */
  newId(): string;
}

/** What a change was, for the audit log. `payload` may hold personal data: only its salted digest is hashed. */
export interface AuditDraft {
  action: string;
  subject: { type: string; id: string; digest?: string };
  before?: string;
  after?: string;
  payload?: Record<string, unknown>;
}

/** An answer, and the statements that a transaction ends with. */
export interface Concluded<T> {
  answer: T;
  last: readonly Statement[];
}

/** A change that happened, with the entry that records it. */
export interface Recorded<T> {
  result: T;
  audit: AuditDraft;
  /** Of what was done together with it: entries of their own, which come before. */
  earlier?: readonly AuditDraft[];
}

/** A change that the rules refused, or that named what is not there; `audit` records the attempt. */
export interface RecordedRefusal<Reason extends { code: string } = Refusal> {
  refusal: Reason;
  audit: AuditDraft;
}

/** Where an entry stands in the log. */
export interface AuditPosition {
  workspaceId: string;
  id: string;
  sequence: number;
  /** How many entries, this one among them, no checkpoint covered when it was written. */
  unsigned: number;
}

/** An entry that has been committed. */
export interface AppendedEntry extends AuditPosition {
  action: string;
  outcome: 'done' | 'refused';
}

/** A change that was committed, with its entry; and before it those of what was done together with it. */
interface Done<T> {
  result: T;
  auditEntry: AuditPosition;
  earlierEntries: readonly AuditPosition[];
}

export type Written<T, Reason = Refusal> = Done<T> | Reason;
