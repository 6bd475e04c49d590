import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A vote stands for the roles its voter held; of a vote from before, the one it was cast in is known. */
const votes = `
ALTER TABLE vote ADD roles text[] NOT NULL DEFAULT '{}';
UPDATE vote SET roles = ARRAY[role] WHERE role IS NOT NULL;
`;

/** Who gave whom their roles stands in the log and on the invitations; both are looked up by member. */
const givers = `
CREATE INDEX audit_entry_by_promotion ON audit_entry (workspace_id, subject_id, sequence) WHERE subject_type = 'promotion';
CREATE INDEX audit_entry_by_role_change ON audit_entry (workspace_id, subject_id, sequence) WHERE action = 'setMemberRoles';

CREATE FUNCTION person_behind(reference text) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN reference LIKE 'person:%' THEN substr(reference, 8)::uuid
    WHEN reference LIKE 'service:%' THEN (SELECT sponsor_id FROM service_token WHERE id = substr(reference, 9)::uuid)
  END
$$;

CREATE FUNCTION role_givers() RETURNS TABLE (workspace_id uuid, member_id uuid, giver_id uuid) LANGUAGE sql STABLE AS $$
  SELECT member.workspace_id, member.id, person_behind(coalesce(given.actor, invitation.created_by))
  FROM member
  LEFT JOIN (
    SELECT DISTINCT ON (entry.workspace_id, entry.subject_id) entry.workspace_id, entry.subject_id, entry.actor
    FROM audit_entry entry
    WHERE entry.action = 'setMemberRoles' AND entry.outcome = 'done' AND entry.actor NOT LIKE 'system:%'
    ORDER BY entry.workspace_id, entry.subject_id, entry.sequence DESC
  ) given ON given.workspace_id = member.workspace_id AND given.subject_id = member.id::text
  LEFT JOIN invitation ON invitation.member_id = member.id
$$;
`;

const walls = `
CREATE FUNCTION check_voter() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asker uuid := person_behind(NEW.requested_by);
BEGIN
  IF NEW.requested_by LIKE 'service:%' AND 'person:' || asker = NEW.voter THEN
    RAISE EXCEPTION 'a vote must be cast by somebody else than who answers for the request';
  END IF;
  IF NOT EXISTS (
    SELECT FROM member WHERE 'person:' || id = NEW.voter AND workspace_id = NEW.workspace_id AND NEW.roles <@ roles
  ) THEN
    RAISE EXCEPTION 'a vote must be cast in roles that its voter holds';
  END IF;
  IF EXISTS (
    SELECT FROM role_givers() given WHERE given.workspace_id = NEW.workspace_id AND (
      ('person:' || given.member_id = NEW.voter AND given.giver_id = asker)
      OR (given.member_id = asker AND 'person:' || given.giver_id = NEW.voter)
    )
  ) THEN
    RAISE EXCEPTION 'a vote must be cast by somebody who neither gave the requester their roles nor has them from there';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vote_is_within_duties BEFORE INSERT ON vote
  FOR EACH ROW EXECUTE FUNCTION check_voter();
`;

export class DutiesApart1798000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [votes, givers, walls]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('The walls around promotions are not taken down.');
  }
}
