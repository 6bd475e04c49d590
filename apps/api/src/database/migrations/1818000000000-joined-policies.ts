import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A joined policy asks for a passkey and for another look wherever a part does, and allows no emergency that a part does not. */
const joined = `
CREATE OR REPLACE FUNCTION is_no_laxer(joined jsonb, part jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT joined ->> 'environment' = part ->> 'environment'
    AND part ->> 'alias' IN ('*', joined ->> 'alias')
    AND (joined -> 'approvalTtlDays')::numeric <= (part -> 'approvalTtlDays')::numeric
    AND (joined -> 'evidenceMaxAgeDays')::numeric <= (part -> 'evidenceMaxAgeDays')::numeric
    AND coalesce((joined -> 'distinctPeople')::int, 0) >= coalesce((part -> 'distinctPeople')::int, 0)
    AND coalesce((joined -> 'policyEditorDays')::int, 0) >= coalesce((part -> 'policyEditorDays')::int, 0)
    AND coalesce((joined -> 'rollbackDays')::int, 30) <= coalesce((part -> 'rollbackDays')::int, 30)
    AND (part -> 'recertifyDays' IS NULL
      OR coalesce((joined -> 'recertifyDays')::int <= (part -> 'recertifyDays')::int, false))
    AND (part -> 'stepUpMinutes' IS NULL
      OR coalesce((joined -> 'stepUpMinutes')::int <= (part -> 'stepUpMinutes')::int, false))
    AND (part -> 'deadlineDays' IS NULL
      OR coalesce((joined -> 'deadlineDays')::int <= (part -> 'deadlineDays')::int, false))
    AND (part -> 'requirePasskey' IS NULL OR joined -> 'requirePasskey' IS NOT NULL)
    AND coalesce(joined -> 'recertifyOn', '[]') @> coalesce(part -> 'recertifyOn', '[]')
    AND (joined -> 'breakGlass' IS NULL OR coalesce(
      (joined -> 'breakGlass' -> 'ttlHours')::int <= (part -> 'breakGlass' -> 'ttlHours')::int
      AND (joined -> 'breakGlass' -> 'perMonth')::int <= (part -> 'breakGlass' -> 'perMonth')::int, false))
    AND (joined -> 'escalateTo' IS NULL OR (
      joined -> 'escalateTo' IS NOT DISTINCT FROM part -> 'escalateTo'
      AND joined -> 'deadlineDays' IS NOT DISTINCT FROM part -> 'deadlineDays'
    ))
    AND coalesce(joined -> 'exclude', '[]') @> coalesce(part -> 'exclude', '[]')
    AND NOT EXISTS (
      SELECT FROM jsonb_array_elements(part -> 'slots') seat WHERE joined -> 'slots' <> '[]' AND NOT EXISTS (
        SELECT FROM jsonb_array_elements(joined -> 'slots') kept
        WHERE kept ->> 'role' = seat ->> 'role' AND (kept -> 'minimum')::int >= (seat -> 'minimum')::int
      )
    )
    AND (part -> 'slots' <> '[]' OR joined -> 'slots' = '[]')
    AND NOT EXISTS (
      SELECT FROM jsonb_array_elements(part -> 'gates') gate WHERE NOT EXISTS (
        SELECT FROM jsonb_array_elements(joined -> 'gates') kept WHERE kept - 'id' = gate - 'id'
      )
    )
$$;
`;

export class JoinedPolicies1818000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(joined);
  }

  async down(): Promise<void> {
    throw new Error('The walls around policies are not taken down.');
  }
}
