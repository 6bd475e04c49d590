/**
 * Actions whose entry is signed before the caller is answered: whoever grants, lets in or changes a rule cannot take it
 * back unseen a moment later.
 */
export const urgentActions: readonly string[] = [
  // Grants
  'castVote',
  'activatePromotion',
  // Policies
  'publishPolicy',
  'votePolicyChange',
  'classifyModel',
  'setAuditDetailRetention',
  'placeLegalHold',
  'releaseLegalHold',
  // Keys
  'rotateAuditKey',
  // Who may come in, and by what
  'createWorkspace',
  'inviteMember',
  'revokeInvitation',
  'setMemberRoles',
  'deactivateMember',
  'reactivateMember',
  'eraseMember',
  'changePassword',
  'resetPassword',
  'linkIdentity',
  'createServiceToken',
  'revokeServiceToken',
  'trustWorkload',
  'endWorkloadTrust',
];

const urgent = new Set(urgentActions);

export function isSignedAtOnce(action: string): boolean {
  return urgent.has(action);
}
