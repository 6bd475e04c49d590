import { refuse, type Refusal } from '../refusals';
import type { Policy } from './policies/policy';

/** By which passkey a step is signed, where it is. */
export interface SignedStep {
  passkeyId?: string;
}

/** Stands for a passkey where it is asked what somebody could do: they would sign. */
export const anyPasskey = 'any';

/** Whether a vote, or another step, is signed with a passkey where the policy asks for that. */
export function isSignedAsAsked(
  { requirePasskey }: Pick<Policy, 'requirePasskey'>,
  { passkeyId }: SignedStep,
): boolean {
  return requirePasskey !== true || passkeyId !== undefined;
}

/** Why a step cannot be taken without a signature, or null. */
export function notSigned({ policy }: { policy: Policy }, step: SignedStep): Refusal | null {
  if (isSignedAsAsked(policy, step)) return null;
  return refuse('PASSKEY_REQUIRED', 'This policy asks for a signature with a passkey of yours.');
}
