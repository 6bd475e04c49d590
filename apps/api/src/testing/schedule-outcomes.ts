import { isPermitted, type Actor } from '@countersign/domain/access';
import {
  actionPermissions,
  decideActivation,
  decideEmergency,
  decideEmergencyProposal,
  decideRatification,
  decideRefresh,
  decideVote,
  decideWaiver,
  decideWithdrawal,
  emergencyEnd,
  givenFor,
  ratifies,
  voteOf,
  waiverOf,
  type Ballot,
  type BreakGlass,
  type By,
  type Decision,
  type Emergency,
  type Fresh,
  type Promotion,
} from '@countersign/domain/approvals';
import { isRefusal } from '@countersign/domain/refusals';
import { promotionIn, steps, type Entry, type StepName, type World } from './schedule-world';

/** What the model answers to an attempt: a refusal's code, or the world after it. */
type Outcome = { code: string } | { code: null; next: World };

interface Decided {
  step: Decision;
  changes?: Partial<Promotion>;
}

/** An attempt as the model decides it. */
interface Attempt {
  promotion: Promotion;
  by: By;
  /** What may be found now: evidence becomes visible by itself, so any of it may have been seen. */
  found: readonly Fresh[];
  payload: Entry['payload'];
}

/** All outcomes that the model allows for the attempt of which an entry tells, in a world. */
export function outcomes(world: World, { workspaceId, action, actor, payload, at }: Entry): Outcome[] {
  const id = actor.slice('person:'.length);
  const person = world.people.get(id);
  const does = steps[action] as StepName;
  if (!person?.isActive) return [{ code: 'MEMBER_DEACTIVATED' }];
  const caller: Actor = { kind: 'person', id, name: id, workspaceId, roles: person.roles };
  if (!isPermitted(caller, actionPermissions[does])) return [{ code: 'ROLE_NOT_REQUIRED' }];
  const promotion = promotionIn(world);
  const found = world.evidence.map((evidenceDigest) => ({
    policy: world.policy,
    gates: promotion.gates.map((gate) => (gate.kind === 'drift' ? { ...gate, evidenceDigest } : gate)),
  }));
  const by = { actor: caller, now: at.getTime() };
  return decisions[does]({ promotion, by, found, payload }).map(({ step, changes }) =>
    isRefusal(step)
      ? { code: step.code }
      : { code: null, next: { ...world, promotion: { ...promotion, ...changes, ...step } } },
  );
}

const decisions: Readonly<Record<StepName, (attempt: Attempt) => Decided[]>> = {
  vote: (attempt) => {
    const { promotion, by, payload } = attempt;
    const behalf = payload['onBehalfOf'] as string | undefined;
    const ballot = {
      ...(payload['votedOn'] as Pick<Ballot, 'round' | 'subjectDigest'>),
      decision: payload['decision'] as Ballot['decision'],
      ...(behalf !== undefined && { onBehalfOf: behalf }),
    };
    const cast = voteOf(ballot, by, givenFor(promotion, ballot, by));
    return lookedAnew(attempt, decideVote(promotion, ballot, by), { votes: [...promotion.votes, cast] });
  },
  withdraw: ({ promotion, by }) => [{ step: decideWithdrawal(promotion, by) }],
  refresh_gates: ({ promotion, by, found }) =>
    found.map((fresh) => ({ step: decideRefresh(promotion, fresh, by.now), changes: fresh })),
  activate: ({ promotion, by, found }) =>
    found.map((fresh) => ({ step: decideActivation(promotion, fresh, by.now), changes: fresh })),
  waive: (attempt) => {
    const { promotion, by, payload } = attempt;
    const { gateId, subjectDigest } = payload as { gateId: string; subjectDigest: string };
    const step = decideWaiver(promotion, { gateId, subjectDigest }, by);
    if (isRefusal(step)) return [{ step }];
    const waivers = [...(promotion.waivers ?? []), waiverOf(promotion, { gateId }, by)];
    return lookedAnew(attempt, step, { waivers });
  },
  propose_emergency: ({ promotion, by, payload }) => {
    const { round, subjectDigest } = promotion;
    const emergency: Emergency = {
      ...{ id: payload['emergencyId'] as string, round, subjectDigest, incident: 'INC-7' },
      ...{ proposerId: by.actor.id, proposedAt: by.now, confirmerId: null, confirmedAt: null, until: null },
    };
    return [{ step: decideEmergencyProposal(promotion, by), changes: { emergency } }];
  },
  confirm_emergency: ({ promotion, by, found, payload }) =>
    found.map((fresh) => {
      const confirmation = payload as { emergencyId: string; subjectDigest: string };
      const step = decideEmergency(promotion, { confirmation, fresh }, by);
      if (isRefusal(step)) return { step };
      const emergency = {
        ...(promotion.emergency as Emergency),
        ...{ confirmerId: by.actor.id, confirmedAt: by.now },
        until: emergencyEnd(fresh.policy.breakGlass as BreakGlass, by.now),
      };
      return { step, changes: { emergency, emergenciesUsed: 1 } };
    }),
};

/** Where a step would ratify, what holds by then is looked at once more. */
function lookedAnew(
  { promotion, by, found }: Attempt,
  step: Decision,
  changes: Partial<Promotion>,
): Decided[] {
  if (isRefusal(step) || !ratifies(promotion, step)) return [{ step, changes }];
  const reviewed = { ...promotion, ...changes };
  return found.map((fresh) => ({ step: decideRatification(reviewed, fresh, by.now), changes }));
}
