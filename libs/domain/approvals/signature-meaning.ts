import { roleNames, type Role } from '../access';
import type { VoteDecision } from './promotion';

const sentences: Readonly<Record<VoteDecision | 'reinstate', (as: string) => string>> = {
  approve: (as) => `I approve this release as ${as} on this evidence.`,
  request_changes: (as) => `I ask for changes before this release as ${as}.`,
  reject: (as) => `I reject this release as ${as}.`,
  abstain: (as) => `I abstain from deciding on this release as ${as}.`,
  reinstate: (as) => `I have looked at this release again and let it go on as ${as}.`,
};

/**
 * What a signature says, in words: one of the three things that a signed record shows (21 CFR 11.50), beside name and time.
 * @param role in which it is given; null for none that the policy asks for
 * @param isForAnother whether it stands for somebody's vote who gave it away
 */
export function signatureMeaning(
  decision: VoteDecision | 'reinstate',
  role: Role | null,
  isForAnother = false,
): string {
  const as = role === null ? 'a reviewer' : roleNames[role];
  return sentences[decision](isForAnother ? `${as} in the place of somebody who gave me their vote` : as);
}
