import { appendSignatures } from '@countersign/domain/audit-log';
import { Between, type EntityManager } from 'typeorm';
import { AuditCheckpoint } from './audit-checkpoint.entity';
import { AuditCosignature } from './audit-cosignature.entity';

/** A part of a log, by the sizes of its checkpoints. */
export interface SizeRange {
  workspaceId: string;
  from: number;
  to: number;
}

/** The notes of the checkpoints of a range, by size, each with the lines of the witnesses under it. */
export async function cosignedNotes(
  manager: EntityManager,
  { workspaceId, from, to }: SizeRange,
): Promise<Map<string, string>> {
  const where = { workspaceId, size: Between(String(from), String(to)) };
  const checkpoints = await manager.findBy(AuditCheckpoint, where);
  const notes = new Map(checkpoints.map(({ size, note }) => [size, note]));
  for (const { size, line } of await manager.find(AuditCosignature, { where, order: { witness: 'ASC' } }))
    notes.set(size, withLine(notes.get(size) ?? '', line));
  return notes;
}

/** A line that somebody has spoilt in the database must not keep the log from being exported. */
function withLine(note: string, line: string): string {
  try {
    return appendSignatures(note, line);
  } catch {
    return note;
  }
}
