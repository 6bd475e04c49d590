import { type EntityManager } from 'typeorm';
import { type PromotionRecord } from './promotion-record';

/**
 * The sequences of the entries that a passport holds, rising: every change of the promotion and every refused attempt, and
 * the entries that tell when the evidence of its gates was made.
 */
export async function passportEntries(manager: EntityManager, { row }: PromotionRecord): Promise<number[]> {
  const { id, workspaceId, gates } = row;
  const made = gates.flatMap(({ evidenceId, evidenceDigest }) =>
    evidenceId === undefined || evidenceDigest === undefined ? [] : [`${evidenceId} ${evidenceDigest}`],
  );
  const rows = (await manager.query(
    `SELECT sequence FROM audit_entry
     WHERE workspace_id = $1 AND subject_type = 'promotion' AND subject_id = $2
     UNION
     SELECT sequence FROM audit_entry
     WHERE workspace_id = $1 AND subject_id = ANY($3::text[]) AND outcome = 'done'
       AND subject_id || ' ' || (canonical::jsonb #>> '{subject,digest}') = ANY($4::text[])
     ORDER BY sequence`,
    [workspaceId, id, made.map((each) => each.split(' ')[0]), made],
  )) as { sequence: string }[];
  return rows.map(({ sequence }) => Number(sequence));
}
