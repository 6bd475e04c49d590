import { type EntityManager } from 'typeorm';
import { type PromotionRecord } from '../promotion-record';

/**
 * The sequences of the entries that a passport holds, rising: every change of the promotion and every refused attempt, and
 * the entries that tell when the evidence of its gates was made, which keys its votes were signed with and until when, and by
 * what they were cast for others.
 */
export async function passportEntries(
  manager: EntityManager,
  { row, votes }: PromotionRecord,
): Promise<number[]> {
  const { id, workspaceId, gates } = row;
  const made = gates.flatMap(({ evidenceId, evidenceDigest }) =>
    evidenceId === undefined || evidenceDigest === undefined ? [] : [`${evidenceId} ${evidenceDigest}`],
  );
  const given = votes.flatMap(({ delegationId }) => (delegationId === null ? [] : [delegationId]));
  const rows = (await manager.query(
    `SELECT sequence FROM audit_entry
     WHERE workspace_id = $1 AND subject_type = 'promotion' AND subject_id = $2
     UNION
     SELECT sequence FROM audit_entry
     WHERE workspace_id = $1 AND subject_id = ANY($3::text[]) AND outcome = 'done'
       AND subject_id || ' ' || (canonical::jsonb #>> '{subject,digest}') = ANY($4::text[])
     UNION
     SELECT sequence FROM audit_entry
     WHERE workspace_id = $1 AND action IN ('registerPasskey', 'removePasskey') AND outcome = 'done' AND subject_id IN (
       SELECT passkey_id::text FROM vote WHERE workspace_id = $1 AND promotion_id::text = $2
       UNION SELECT lift_passkey_id::text FROM suspension WHERE workspace_id = $1 AND promotion_id::text = $2
     )
     UNION
     SELECT sequence FROM audit_entry
     WHERE workspace_id = $1 AND subject_type = 'delegation' AND subject_id = ANY($5::text[]) AND outcome = 'done'
     ORDER BY sequence`,
    [workspaceId, id, made.map((each) => each.split(' ')[0]), made, given],
  )) as { sequence: string }[];
  return rows.map(({ sequence }) => Number(sequence));
}
