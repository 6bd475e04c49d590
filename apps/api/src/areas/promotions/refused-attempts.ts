import { refusalCodes, type RefusalCode } from '@countersign/domain/refusals';
import { type EntityManager } from 'typeorm';

/** A step of a promotion that somebody tried and was refused. */
export interface RefusedAttempt {
  id: string;
  sequence: number;
  at: Date;
  actor: string;
  /** The mutation's name. */
  action: string;
  code: RefusalCode | null;
  /** The round it was tried in; null where the entry does not say. */
  round: number | null;
}

/** More than people try in vain, and a bound all the same. */
const most = 100;

interface Entry {
  id: string;
  sequence: string;
  at: Date;
  actor: string;
  action: string;
  payload: Record<string, unknown>;
}

/** The attempts that the log knows, the newest first; without those whose details were erased. */
export async function refusedAttempts(
  manager: EntityManager,
  { workspaceId, promotionId }: { workspaceId: string; promotionId: string },
): Promise<RefusedAttempt[]> {
  const rows: Entry[] = await manager.query(
    `SELECT id, sequence, at, actor, action, payload FROM audit_entry
     WHERE workspace_id = $1 AND subject_type = 'promotion' AND subject_id = $2
       AND outcome = 'refused' AND payload IS NOT NULL
     ORDER BY sequence DESC LIMIT ${most}`,
    [workspaceId, promotionId],
  );
  return rows.map(({ payload: { refusal, round }, sequence, ...entry }) => ({
    ...{ ...entry, sequence: Number(sequence) },
    code:
      typeof refusal === 'string' && Object.hasOwn(refusalCodes, refusal) ? (refusal as RefusalCode) : null,
    round: typeof round === 'number' ? round : null,
  }));
}
