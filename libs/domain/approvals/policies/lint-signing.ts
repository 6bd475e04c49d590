import { roleNames } from '../../access';
import { fillSlots } from '../fill-slots';
import type { LintFacts, LintFinding } from './lint-policy';
import type { Policy } from './policy';

/** What cannot be meant about votes signed with passkeys: nobody who could give one, and a waiver that nobody can. */
export function signingLint(policy: Policy, facts: LintFacts): LintFinding[] {
  if (policy.requirePasskey !== true) return [];
  return [...passkeyLint(policy, facts), ...waiverLint(policy)];
}

/** A warning, since whoever lacks a passkey may register one before they vote. */
function passkeyLint({ slots }: Policy, { members, passkeyHolders }: LintFacts): LintFinding[] {
  if (passkeyHolders === undefined) return [];
  const able = members.filter(({ personId }) => passkeyHolders.has(personId));
  const empty = new Set(fillSlots(slots, able).flatMap(({ role, filledBy }) => (filledBy ? [] : [role])));
  if (empty.size === 0) return [];
  const roles = [...empty].map((role) => roleNames[role]).join(', ');
  const sentence = `Votes have to be signed with a passkey, and too few active members with one hold: ${roles}.`;
  return [{ severity: 'warning', pointer: '/requirePasskey', sentence }];
}

function waiverLint({ gates }: Policy): LintFinding[] {
  return gates.flatMap(({ severity }, index) => {
    if (severity !== 'soft') return [];
    const sentence = 'Nothing is waived where votes are signed with passkeys: hard says the same.';
    return [{ severity: 'warning', pointer: `/gates/${index}/severity`, sentence } as const];
  });
}

/** What cannot be meant about looking again: one trigger twice, and triggers without a time. */
export function recertificationLint({ recertifyOn, recertifyDays }: Policy): LintFinding[] {
  if (recertifyOn === undefined) return [];
  const twice = recertifyOn.flatMap((trigger, index): LintFinding[] =>
    recertifyOn.indexOf(trigger) === index
      ? []
      : [{ severity: 'warning', pointer: `/recertifyOn/${index}`, sentence: `${trigger} is there already.` }],
  );
  if (recertifyDays !== undefined) return twice;
  const sentence = 'While nothing of this changes nobody ever looks again: recertifyDays gives a time.';
  return [...twice, { severity: 'warning', pointer: '/recertifyOn', sentence }];
}
