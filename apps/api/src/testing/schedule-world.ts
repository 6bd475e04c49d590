import { rolePermissions, type Role } from '@countersign/domain/access';
import {
  heldNow,
  type Delegation,
  type Policy,
  type Promotion,
  type ViewerActionName,
} from '@countersign/domain/approvals';

/** An entry of the log, as the history of a schedule is told by it. */
export interface Entry {
  sequence: string;
  workspaceId: string;
  action: string;
  outcome: string;
  actor: string;
  subject: string;
  payload: Record<string, unknown>;
  canonical: string;
  at: Date;
}

/** The sequential model: everything a decision reads. */
export interface World {
  promotion: Promotion;
  policy: Policy;
  people: ReadonlyMap<string, { roles: readonly Role[]; isActive: boolean }>;
  /** Digests of the drift evidence there has been. */
  evidence: readonly string[];
  /** Those that were not taken back. */
  delegations: readonly Delegation[];
}

export type StepName = Exclude<ViewerActionName, 'roll_back' | 'reinstate'>;

/** What steps of promotions are called in the log. */
export const steps: Readonly<Record<string, StepName>> = {
  castVote: 'vote',
  withdrawPromotion: 'withdraw',
  refreshGates: 'refresh_gates',
  activatePromotion: 'activate',
  waiveGate: 'waive',
  proposeEmergency: 'propose_emergency',
  confirmEmergency: 'confirm_emergency',
};

/** The promotion as decisions see it, with the roles that its people hold there. */
export function promotionIn({ promotion, people, delegations }: World): Promotion {
  const rolesOf = new Map([...people].map(([id, { roles, isActive }]) => [id, isActive ? roles : []]));
  const held = (id: string) => rolesOf.get(id) ?? [];
  const mayBreakGlass = (id: string) =>
    held(id).some((role) => rolePermissions[role].includes('promotion.break_glass'));
  const { emergency = null, waivers = [] } = promotion;
  return {
    ...promotion,
    votes: promotion.votes.map((vote) => heldNow(vote, rolesOf)),
    waivers: waivers.map((waiver) => ({ ...waiver, roles: held(waiver.personId) })),
    delegations: delegations.map((each) => ({ ...each, delegatorRoles: held(each.delegatorId) })),
    emergency: emergency && { ...emergency, hasProposerLeft: !mayBreakGlass(emergency.proposerId) },
  };
}

/** What entries name and do not tell, by id. */
export interface Named {
  policies: ReadonlyMap<string, Policy>;
  delegations: ReadonlyMap<string, Delegation>;
}

/** The world after something that was done and is no step of a promotion. */
export function worldAfter(world: World, { action, subject, payload }: Entry, named: Named): World {
  const given = named.delegations.get(subject);
  if (action === 'delegate' && given) return { ...world, delegations: [...world.delegations, given] };
  if (action === 'revokeDelegation')
    return { ...world, delegations: world.delegations.filter(({ id }) => id !== subject) };
  if (action === 'publishPolicy') return { ...world, policy: named.policies.get(subject) as Policy };
  const person = world.people.get(subject);
  if (!person) return world;
  const changes: Record<string, Partial<typeof person>> = {
    setMemberRoles: { roles: payload['roles'] as Role[] },
    deactivateMember: { isActive: false },
    reactivateMember: { isActive: true },
  };
  return { ...world, people: new Map([...world.people, [subject, { ...person, ...changes[action] }]]) };
}
