import { type Person, policyDigest, type Promotion } from '@countersign/domain/approvals';
import { caseSchema, type Look, type RecordedCase } from '@countersign/domain/passport';
import { type EvaluatedGate } from '../gate/evaluate-gates';

/** The promotion as it was decided on, the gates as they were looked at, and when. */
interface Decided {
  promotion: Promotion;
  gates: readonly EvaluatedGate[];
  now: Date;
}

/**
 * What an approval or an activation was decided from, for its entry in the log: whoever has it can take the decision again
 * (docs/spec/passport.md, P-102). Ids and roles of people, no names.
 */
export function passportCase({ promotion, gates, now }: Decided): RecordedCase {
  const { policy, votes } = promotion;
  const request = without(promotion, left);
  return {
    ...{ schema: caseSchema, policyDigest: policyDigest(policy), now: now.getTime() },
    request: { ...request, state: 'approved', activatedAt: null, ...emergencyOf(promotion) },
    gates: gates.map((gate) => without(gate, places)),
    looks: gates.map(lookOf),
    votes: votes.map((vote) => without(vote, ['roles', 'delegatorRoles'])),
    ...waiversOf(promotion),
    people: peopleOf(promotion),
  };
}

/** What is not part of a case, or is told in its own way. */
const left = [
  ...(['policy', 'gates', 'votes', 'replacesVersionId', 'earlier', 'delegations', 'waivers'] as const),
  ...(['emergency', 'emergenciesUsed'] as const),
] as const;

/** By which it served before it was approved; nothing where it did not. */
function emergencyOf({ emergency }: Promotion): Pick<Promotion, 'emergency'> {
  return emergency?.confirmedAt == null ? {} : { emergency };
}

const places = ['title', 'evidenceId', 'evidenceProducedAt', 'evaluatedAt'] as const;

function without<T extends object, Name extends keyof T>(value: T, names: readonly Name[]): Omit<T, Name> {
  const others = Object.entries(value).filter(([name]) => !names.includes(name as Name));
  return Object.fromEntries(others) as Omit<T, Name>;
}

function lookOf(gate: EvaluatedGate): Look {
  const { gateId, evaluatedAt, evidenceDigest: digest, evidenceId: id, evidenceProducedAt } = gate;
  const evidence =
    digest === undefined || id === undefined || evidenceProducedAt === undefined
      ? null
      : { id, digest, producedAt: Date.parse(evidenceProducedAt) };
  return { gateId, at: Date.parse(evaluatedAt), evidence };
}

/** Nothing where nothing was waived: cases of before stay as they are. */
function waiversOf({ waivers = [] }: Promotion): Pick<RecordedCase, 'waivers'> {
  return waivers.length === 0 ? {} : { waivers: waivers.map((waiver) => without(waiver, ['roles'])) };
}

/** Whoever voted, and for whom, or waived something, with the roles they held when it was decided. */
function peopleOf({ votes, waivers = [] }: Promotion): Person[] {
  const roles = new Map([...votes, ...waivers].map((each) => [each.personId, each.roles]));
  for (const { onBehalfOf, delegatorRoles = [] } of votes)
    if (onBehalfOf !== undefined) roles.set(onBehalfOf, delegatorRoles);
  return [...roles].map(([personId, held]) => ({ personId, roles: held }));
}
