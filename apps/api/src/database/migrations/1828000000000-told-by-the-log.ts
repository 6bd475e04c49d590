import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Whoever writes SQL in the server's place signs nothing in anybody's name that the log does not tell: a row that stands
 * for what a person did has an entry of that person, of that instant and with the same content. Rows that the owner
 * writes are left alone: the owner can take walls down.
 */
const told = `
CREATE FUNCTION check_told() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  kept jsonb := to_jsonb(NEW);
  who text := CASE WHEN TG_TABLE_NAME = 'passkey' THEN 'person:' || (kept ->> 'member_id') ELSE kept ->> TG_ARGV[2] END;
BEGIN
  IF NOT EXISTS (
    SELECT FROM audit_entry
    WHERE workspace_id = NEW.workspace_id AND subject_type = TG_ARGV[0]
      AND subject_id = CASE TG_ARGV[0] WHEN 'passkey' THEN kept ->> 'id' ELSE kept ->> 'promotion_id' END
      AND outcome = 'done' AND actor = who AND at = (kept ->> TG_ARGV[3])::timestamptz
      AND action = ANY (string_to_array(TG_ARGV[1], ' '))
      AND CASE TG_TABLE_NAME
        WHEN 'vote' THEN payload ->> 'decision' = kept ->> 'decision' AND payload ->> 'comment' = kept ->> 'comment'
          AND payload -> 'votedOn' -> 'round' = kept -> 'round' AND payload -> 'castAs' = kept -> 'roles'
          AND payload -> 'votedOn' ->> 'subjectDigest' = kept ->> 'subject_digest'
          AND payload ->> 'onBehalfOf' IS NOT DISTINCT FROM kept ->> 'on_behalf_of'
          AND payload ->> 'delegationId' IS NOT DISTINCT FROM kept ->> 'delegation_id'
          AND payload ->> 'meaning' IS NOT DISTINCT FROM kept ->> 'meaning'
        WHEN 'passkey' THEN payload -> 'key' = kept -> 'key' AND payload ->> 'origin' = kept ->> 'origin'
        WHEN 'suspension' THEN payload ->> 'reason' = kept ->> 'lift_reason'
        WHEN 'rollback_review' THEN TG_OP = 'INSERT' OR payload ->> 'finding' = kept ->> 'finding'
      END
  ) THEN
    RAISE EXCEPTION 'what somebody is said to have done must have its entry in the audit log: %', TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION check_told() FROM PUBLIC;
CREATE INDEX audit_entry_about_passkeys ON audit_entry (workspace_id, subject_id) WHERE subject_type = 'passkey';
`;

/** @param doing the entry: what it is about, by which mutations, and the columns of who and when */
const wall = (name: string, event: string, doing: readonly [string, string, string, string]): string => `
CREATE CONSTRAINT TRIGGER ${name} AFTER ${event}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (current_user = 'countersign_app'
    ${event.startsWith('UPDATE') ? `AND NEW.${doing[3]} IS DISTINCT FROM OLD.${doing[3]}` : ''})
  EXECUTE FUNCTION check_told('${doing.join("', '")}');
`;
const back = 'rollBack endEmergency castVote refreshGates waiveGate';
const walls = [
  wall('vote_is_told', 'INSERT ON vote', ['promotion', 'castVote', 'voter', 'cast_at']),
  wall('passkey_is_told', 'INSERT ON passkey', ['passkey', 'registerPasskey', 'member_id', 'created_at']),
  wall('lift_is_told', 'UPDATE ON suspension', ['promotion', 'reinstatePromotion', 'lifted_by', 'lifted_at']),
  wall('review_is_told', 'INSERT ON rollback_review', [
    'promotion',
    back,
    'rolled_back_by',
    'rolled_back_at',
  ]),
  wall('finding_is_told', 'UPDATE ON rollback_review', [
    ...(['promotion', 'acknowledgeRollback', 'acknowledged_by', 'acknowledged_at'] as const),
  ]),
];

/** An entry is about one row: neither a second gate nor a second emergency comes with it. */
const once = `
CREATE OR REPLACE FUNCTION pg_temp.teach(wall text, old text, new text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  before text := pg_get_functiondef(wall::regprocedure);
BEGIN
  IF position(old IN before) = 0 THEN RAISE EXCEPTION '% is not as this migration knows it', wall; END IF;
  EXECUTE replace(before, old, new);
END $$;
SELECT pg_temp.teach('check_waiver_recorded()', $$AND at = NEW.waived_at$$,
  $$AND at = NEW.waived_at AND payload ->> 'gateId' = NEW.gate_id AND payload ->> 'reason' = NEW.reason
      AND payload ->> 'subjectDigest' = NEW.subject_digest AND payload -> 'waived' ->> 'found' = NEW.found$$);
SELECT pg_temp.teach('check_emergency_recorded()', $$AND outcome = 'done'$$,
  $$AND outcome = 'done' AND payload ->> 'emergencyId' = NEW.id::text AND payload ->> 'incident' = NEW.incident$$);
CREATE UNIQUE INDEX gate_waiver_once ON gate_waiver (promotion_id, round, gate_id, waived_by, waived_at);
`;

/** Whose role has no seat could not have voted, and does not lift a suspension. */
const lifting = `
SELECT pg_temp.teach('check_suspension()', $$AND 'person:' || id <> asker$$,
  $$AND EXISTS (
        SELECT FROM promotion JOIN policy ON policy.id = promotion.policy_id
        CROSS JOIN LATERAL jsonb_array_elements(policy.body -> 'slots') seat
        WHERE promotion.id = NEW.promotion_id AND seat ->> 'role' = ANY (member.roles)
      ) AND 'person:' || id <> asker$$);
`;

export class ToldByTheLog1828000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [told, ...walls, once, lifting]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('The walls around promotions are not taken down.');
  }
}
