import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** An invitation for somebody who is a member already lets them set another password. */
const resets = `
ALTER TABLE invitation ADD for_member_id uuid REFERENCES member;
CREATE INDEX invitation_for_member ON invitation (workspace_id, for_member_id) WHERE for_member_id IS NOT NULL;
`;

/**
 * Whoever let somebody set another password could be the one who set it: until somebody else's reset was used, their
 * duties are no more apart than those of whoever gives roles and whoever has them.
 */
const givers = `
CREATE OR REPLACE FUNCTION role_givers()
RETURNS TABLE (workspace_id uuid, member_id uuid, giver_id uuid) LANGUAGE sql STABLE AS $$
  SELECT member.workspace_id, member.id, person_behind(coalesce(given.actor, invitation.created_by))
  FROM member
  LEFT JOIN (
    SELECT DISTINCT ON (entry.workspace_id, entry.subject_id) entry.workspace_id, entry.subject_id, entry.actor
    FROM audit_entry entry
    WHERE entry.action = 'setMemberRoles' AND entry.outcome = 'done' AND entry.actor NOT LIKE 'system:%'
    ORDER BY entry.workspace_id, entry.subject_id, entry.sequence DESC
  ) given ON given.workspace_id = member.workspace_id AND given.subject_id = member.id::text
  LEFT JOIN invitation ON invitation.member_id = member.id AND invitation.for_member_id IS NULL
  UNION ALL
  SELECT reset.workspace_id, reset.for_member_id, person_behind(reset.created_by)
  FROM (
    SELECT DISTINCT ON (used.workspace_id, used.for_member_id)
           used.workspace_id, used.for_member_id, used.created_by
    FROM invitation used
    WHERE used.for_member_id IS NOT NULL AND used.accepted_at IS NOT NULL
    ORDER BY used.workspace_id, used.for_member_id, used.accepted_at DESC
  ) reset
$$;
`;

export class PasswordResets1802000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [resets, givers]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Evidence is not taken back: restore a backup instead.');
  }
}
