/**
 * SQL that tells whether an entry's details are about a member. Entries about them, their invitations and the tokens
 * they made or answer for; attempts to sign in with their identity at a provider, under whatever account. `entry` is a
 * row of audit_entry, `member` one of member, both of the workspace $1.
 */
export const detailsOfMember = `(
  entry.subject_type = 'member' AND entry.subject_id = member.id::text
  OR entry.subject_type = 'invitation' AND entry.subject_id IN (
    SELECT invitation.id::text FROM invitation WHERE invitation.workspace_id = $1
      AND (invitation.member_id = member.id OR invitation.email = member.email))
  OR entry.subject_type = 'service_token' AND entry.subject_id IN (
    SELECT token.id::text FROM service_token token WHERE token.workspace_id = $1
      AND (token.sponsor_id = member.id OR token.created_by = 'person:' || member.id))
  OR entry.payload ->> 'issuer' = member.oidc_issuer AND entry.payload ->> 'subject' = member.oidc_subject
)`;

/** The same, and what they did themselves: all that a legal hold keeps. */
export const detailsUnderHold = `(
  entry.actor = 'person:' || member.id
  OR entry.actor IN (
    SELECT 'service:' || token.id FROM service_token token WHERE token.workspace_id = $1 AND token.sponsor_id = member.id)
  OR ${detailsOfMember}
)`;
