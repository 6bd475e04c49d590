import { rolePermissions } from '../../access';
import { isAbsolute } from '../gates/gate-rules';
import type { LintFacts, LintFinding } from './lint-policy';
import type { Policy } from './policy';

/** What cannot be meant about emergencies: one that nobody could confirm, one that has no way back, and what it would waive. */
export function emergencyLint(policy: Policy, { members }: LintFacts): LintFinding[] {
  const { breakGlass, gates, rollbackDays } = policy;
  if (breakGlass === undefined) return absoluteForNothing(policy);
  const able = members.filter(({ roles }) =>
    roles.some((role) => rolePermissions[role].includes('promotion.break_glass')),
  ).length;
  const found: LintFinding[] = [];
  if (able < 2)
    found.push({
      ...{ severity: 'error', pointer: '/breakGlass' },
      sentence: `An emergency takes two people, and ${able === 0 ? 'nobody' : 'one active member'} may propose or confirm one.`,
    });
  if (rollbackDays === 0)
    found.push({
      ...{ severity: 'warning', pointer: '/rollbackDays' },
      sentence:
        'No version comes back without votes: an emergency that is not approved serves on, suspended.',
    });
  if (gates.length > 0 && !gates.some(isAbsolute))
    found.push({
      ...{ severity: 'warning', pointer: '/breakGlass' },
      sentence: 'An emergency waives every gate: none is absolute, and none looks at a signature.',
    });
  return found;
}

function absoluteForNothing({ gates }: Policy): LintFinding[] {
  return gates.flatMap(({ severity }, index) => {
    if (severity !== 'absolute') return [];
    const sentence = 'This policy knows no emergency that could waive the gate: hard says the same.';
    return [{ severity: 'warning', pointer: `/gates/${index}/severity`, sentence } as const];
  });
}
