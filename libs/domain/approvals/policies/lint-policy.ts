import { roleNames, type Role } from '../../access';
import { counted } from '../../report';
import { fillSlots } from '../fill-slots';
import type { PossibleVoter } from '../find-deadlock';
import { limitsOf } from '../gates/compared-value';
import type { GateRule } from '../gates/gate-rules';
import { emergencyLint } from './lint-emergency';
import { gateLint } from './lint-policy-gates';
import { recertificationLint, signingLint } from './lint-signing';
import { taskLint } from './lint-tasks';
import type { Policy } from './policy';
import { mayVote } from '../voting-roles';

/** What can be read and hardly be meant. An error lets nothing through, or everything; a warning deserves a look. */
export interface LintFinding {
  severity: 'error' | 'warning';
  /** A JSON Pointer into the document. */
  pointer: string;
  /** What about it, in one sentence. */
  sentence: string;
}

/** What is known of the workspace. */
export interface LintFacts {
  /** Everybody who was not deactivated. */
  members: readonly PossibleVoter[];
  /** Ids of those who have a passkey; absent: nobody looked. */
  passkeyHolders?: ReadonlySet<string>;
}

/** Everything in a policy that can be read and hardly be meant; docs/spec/promotions.md, P-66. */
export function lintPolicy(policy: Policy, facts: LintFacts): LintFinding[] {
  return [
    ...seatLint(policy),
    ...peopleLint(policy, facts),
    ...policy.gates.flatMap((gate, index) => [...gateLint(gate, index), ...twice(policy.gates, index)]),
    ...taskLint(policy),
    ...termLint(policy),
    ...escalationLint(policy),
    ...emergencyLint(policy, facts),
    ...signingLint(policy, facts),
    ...recertificationLint(policy),
  ];
}

function seatLint({ slots, distinctPeople }: Policy): LintFinding[] {
  const seats = slots.reduce((sum, { minimum }) => sum + minimum, 0);
  const silent = slots.flatMap(({ role }, index): LintFinding[] =>
    mayVote(role)
      ? []
      : [
          error(
            `/slots/${index}/role`,
            `The role ${roleNames[role]} may not vote on promotions: the seat stays empty.`,
          ),
        ],
  );
  if (seats === 0) return [error('/slots', 'Nobody has to sign, which is never satisfied.')];
  if (distinctPeople === undefined) return silent;
  const pointer = '/distinctPeople';
  const asked = `${counted(distinctPeople, 'person has', 'different people have')} to approve`;
  if (distinctPeople <= seats)
    return [
      ...silent,
      warning(pointer, `${asked}, which the ${counted(seats, 'seat asks', 'seats ask')} for already.`),
    ];
  return [...silent, warning(pointer, `${asked}, more than there are seats: so many sign without one.`)];
}

function peopleLint({ slots, distinctPeople = 0 }: Policy, { members }: LintFacts): LintFinding[] {
  const few = slots.flatMap(({ role, minimum }, index): LintFinding[] => {
    const holders = members.filter(({ roles }) => roles.includes(role)).length;
    return holders >= minimum ? [] : [error(`/slots/${index}/minimum`, lack(role, minimum, holders))];
  });
  if (few.length > 0) return few;
  if (fillSlots(slots, members).some(({ filledBy }) => filledBy === null))
    return [error('/slots', 'The seats cannot be filled at once: some people would have to sit in two.')];
  const able = members.filter(({ roles }) => slots.some(({ role }) => roles.includes(role))).length;
  if (able >= distinctPeople) return [];
  const asked = counted(distinctPeople, 'person has', 'people have');
  const sentence = `${asked} to approve, and ${counted(able, 'holds', 'hold')} a role that does.`;
  return [error('/distinctPeople', sentence)];
}

function lack(role: Role, minimum: number, holders: number): string {
  const name = roleNames[role];
  const asked = counted(minimum, `with the role ${name} has`, `with the role ${name} have`);
  return `${asked} to approve, and ${counted(holders, 'active member holds', 'active members hold')} it.`;
}

function twice(gates: readonly GateRule[], index: number): LintFinding[] {
  const gate = gates[index] as GateRule;
  const first = gates.slice(0, index).find((other) => about(other) === about(gate));
  return first === undefined
    ? []
    : [warning(`/gates/${index}`, `The gate ${first.id} looks at the same already.`)];
}

/** What a gate looks at, but for how strictly: a least and a most of one number are two things. */
function about(gate: GateRule): string {
  if (gate.kind === 'performance' || gate.kind === 'measurement') {
    const sides = limitsOf(gate).map(({ op }) => op);
    return [gate.kind, gate.metric, ...sides].join(' ');
  }
  const of = 'method' in gate ? gate.method : '';
  const by = 'check' in gate ? gate.check : 'publicKey' in gate ? gate.publicKey : '';
  return `${gate.kind} ${of} ${by}`;
}

function termLint({ approvalTtlDays, evidenceMaxAgeDays, gates }: Policy): LintFinding[] {
  const none = gates.length === 0 ? [warning('/gates', 'Nothing has to be shown.')] : [];
  if (approvalTtlDays <= evidenceMaxAgeDays) return none;
  const longer = `An approval holds for ${counted(approvalTtlDays, 'day')}`;
  return [
    ...none,
    warning(
      '/approvalTtlDays',
      `${longer}, longer than the evidence it rests on, which is stale after ${counted(evidenceMaxAgeDays, 'day')}.`,
    ),
  ];
}

function escalationLint({ deadlineDays, escalateTo }: Policy): LintFinding[] {
  if (escalateTo === undefined) return [];
  const pointer = '/escalateTo';
  if (!mayVote(escalateTo))
    return [error(pointer, `The role ${roleNames[escalateTo]} may not vote on promotions.`)];
  return deadlineDays === undefined
    ? [error(pointer, 'Without a term (deadlineDays) nothing is ever escalated.')]
    : [];
}

function error(pointer: string, sentence: string): LintFinding {
  return { severity: 'error', pointer, sentence };
}

function warning(pointer: string, sentence: string): LintFinding {
  return { severity: 'warning', pointer, sentence };
}
