/**
 * SQL that tells, each for itself, whether an entry's details are about a member: entries about them, their invitations
 * and the tokens they made or answer for; attempts to sign in with their identity at a provider, under whatever account.
 * `entry` is a row of audit_entry, `member` one of member, both of the workspace $1. Each can be looked up by an index.
 */
const abouts = [
  `entry.subject_type = 'member' AND entry.subject_id = member.id::text`,
  `entry.subject_type = 'invitation' AND entry.subject_id IN (
    SELECT invitation.id::text FROM invitation WHERE invitation.workspace_id = $1
      AND (invitation.member_id = member.id OR invitation.email = member.email))`,
  `entry.subject_type = 'service_token' AND entry.subject_id IN (
    SELECT token.id::text FROM service_token token WHERE token.workspace_id = $1
      AND (token.sponsor_id = member.id OR token.created_by = 'person:' || member.id))`,
  `entry.payload ? 'issuer'
    AND entry.payload ->> 'issuer' = member.oidc_issuer AND entry.payload ->> 'subject' = member.oidc_subject`,
];

/** Erases the details about the member $2 of the workspace $1: as many look-ups as there are ways to be about somebody. */
export const eraseDetailsOfMember = `
  UPDATE audit_entry SET payload = NULL, salt = NULL
  WHERE workspace_id = $1 AND salt IS NOT NULL AND sequence IN (
    SELECT about.sequence FROM member CROSS JOIN LATERAL (
      ${abouts
        .map(
          (about) =>
            `SELECT entry.sequence FROM audit_entry entry WHERE entry.workspace_id = $1 AND ${about}`,
        )
        .join(' UNION ')}
    ) about
    WHERE member.workspace_id = $1 AND member.id = $2)`;

/** Whether an entry's details are about the member or what they did themselves: all that a legal hold keeps. */
export const detailsUnderHold = `(
  entry.actor = 'person:' || member.id
  OR entry.actor IN (
    SELECT 'service:' || token.id FROM service_token token WHERE token.workspace_id = $1 AND token.sponsor_id = member.id)
  OR ${abouts.join(' OR ')}
)`;
