import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Who lifts a suspension signs it like a vote: with their name as it was then, and what that says. */
const printed = `
ALTER TABLE suspension
  ADD COLUMN lift_printed_name text,
  ADD COLUMN lift_name_salt text,
  ADD COLUMN lift_meaning text,
  ADD CONSTRAINT suspension_name_with_salt CHECK (num_nulls(lift_printed_name, lift_name_salt) IN (0, 2)),
  ADD CONSTRAINT suspension_printed_when_lifted
    CHECK (lifted_at IS NOT NULL OR num_nonnulls(lift_printed_name, lift_name_salt, lift_meaning) = 0);
GRANT UPDATE (lift_printed_name, lift_name_salt, lift_meaning) ON suspension TO countersign_app;
`;

/** Once it is lifted nothing of it changes, but that the name goes with its person. */
const kept = `
CREATE OR REPLACE FUNCTION pg_temp.teach(wall text, old text, new text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  before text := pg_get_functiondef(wall::regprocedure);
BEGIN
  IF position(old IN before) = 0 THEN RAISE EXCEPTION '% is not as this migration knows it', wall; END IF;
  EXECUTE replace(before, old, new);
END $$;
SELECT pg_temp.teach('check_suspension()', $$- 'lift_passkey_id'$$,
  $$- 'lift_printed_name' - 'lift_name_salt' - 'lift_meaning' - 'lift_passkey_id'$$);
SELECT pg_temp.teach('check_suspension()', $$IF TG_OP = 'DELETE' OR$$,
  $$IF TG_OP = 'UPDATE' AND OLD.lifted_at IS NOT NULL AND NEW.lift_name_salt IS NULL AND NEW.lift_printed_name IS NULL
    AND (to_jsonb(NEW) - 'lift_printed_name' - 'lift_name_salt') = (to_jsonb(OLD) - 'lift_printed_name' - 'lift_name_salt')
    AND EXISTS (SELECT FROM member WHERE 'person:' || id = OLD.lifted_by AND pseudonymised_at IS NOT NULL) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR$$);
CREATE OR REPLACE FUNCTION forget_printed_names() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE vote SET printed_name = NULL, name_salt = NULL
  WHERE workspace_id = NEW.workspace_id AND voter = 'person:' || NEW.id;
  UPDATE suspension SET lift_printed_name = NULL, lift_name_salt = NULL
  WHERE workspace_id = NEW.workspace_id AND lifted_by = 'person:' || NEW.id AND lift_printed_name IS NOT NULL;
  RETURN NULL;
END $$;
`;

/** What was objected to an artefact is told with every later promotion of it. */
const dissent = `
CREATE INDEX promotion_by_artefact ON promotion (workspace_id, artifact_digest);
`;

/** A waiver has no signature: where the policy takes nothing without one, nothing is waived. */
const waivers = `
SELECT pg_temp.teach('check_gate_waiver()', $$AND rule ->> 'kind' <> 'signature'$$,
  $$AND rule ->> 'kind' <> 'signature' AND rules -> 'requirePasskey' IS DISTINCT FROM 'true'::jsonb$$);
`;

export class PrintedLifts1825000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [printed, kept, waivers, dissent]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('What was signed stays signed.');
  }
}
