import { type Actor, type Role } from '@countersign/domain/access';
import { type Contributor, type PossibleVoter } from '@countersign/domain/approvals';
import { type EntityManager } from 'typeorm';
import { parseActorReference } from '../../database/actor-reference';
import { askPlannedOnce } from '../../database/planned-once';
import { type Transaction } from '../../database/transaction';
import { activeMembers, rolesOf, sponsorsOf } from '../access/people';
import { holdDelegations } from './delegations/hold-delegations';
import { EmergencyRow } from './emergencies/emergency.entity';
import { GateWaiverRow } from './waivers/gate-waiver.entity';
import { type PromotionRow } from './promotion.entity';
import { VoteRow } from './votes/vote.entity';

/** What decisions need to know about the people around promotions. */
export interface People {
  /** By person. */
  roles: Map<string, readonly Role[]>;
  /** Who answers for a service, by service. */
  sponsors: Map<string, string>;
  /** Those who gave a requester their roles, or have theirs from them, by requester. */
  dependents: Map<string, string[]>;
  /** Who made the version and what its gates rest on, by promotion; of those that are still open. */
  contributors: Map<string, Contributor[]>;
  /** When the log last said something about a promotion, by promotion. */
  seen: Map<string, Date>;
}

export async function readPeople(
  manager: EntityManager,
  rows: readonly PromotionRow[],
  votes: readonly VoteRow[],
): Promise<People> {
  const requesters = rows.map(({ requestedBy }) => parseActorReference(requestedBy));
  const services = requesters.filter(({ kind }) => kind === 'service').map(({ id }) => id);
  const voters = [...new Set(votes.flatMap(peopleOf))];
  const sponsors = await sponsorsOf(manager, services);
  const people = requesters.filter(({ kind }) => kind === 'person').map(({ id }) => id);
  return {
    ...{ roles: await rolesOf(manager, voters), sponsors },
    dependents: await dependentsOf(manager, rows, [...people, ...sponsors.values()]),
    contributors: await contributorsOf(manager, rows),
    seen: await lastSeen(manager, rows),
  };
}

/** Who cast a vote, and whose it is. */
function peopleOf({ voter, onBehalfOf }: VoteRow): string[] {
  return [parseActorReference(voter).id, ...(onBehalfOf === null ? [] : [onBehalfOf])];
}

/** Everybody who is there to vote, as far as roles say. */
export async function possibleVoters(manager: EntityManager): Promise<PossibleVoter[]> {
  const members = await activeMembers(manager);
  return members.map(({ id: personId, name, roles }) => ({ personId, name, roles }));
}

/**
 * Whoever changes the roles of one of them, or deactivates them, waits until the step is taken; so does whoever gives votes
 * away, or takes back one that was given to the caller.
 */
export async function lockPeople(
  { manager, actor }: Transaction,
  { id, requestedBy, workspaceId }: PromotionRow,
): Promise<void> {
  const votes = await manager.findBy(VoteRow, { promotionId: id });
  const waivers = await manager.findBy(GateWaiverRow, { promotionId: id });
  const proposals = await manager.findBy(EmergencyRow, { promotionId: id });
  await holdDelegations(manager, workspaceId);
  const given = (await manager.query(
    `SELECT delegator_id AS id FROM delegation
     WHERE workspace_id = $1 AND delegate_id = $2 AND revoked_at IS NULL ORDER BY id FOR SHARE`,
    [workspaceId, actor.kind === 'person' ? actor.id : null],
  )) as { id: string }[];
  const people = [...given.map((each) => each.id), ...votes.flatMap(peopleOf)];
  const named = [
    actor,
    parseActorReference(requestedBy),
    ...people.map((each) => ({ kind: 'person' as const, id: each })),
    ...waivers.map(({ waivedBy }) => parseActorReference(waivedBy)),
    ...proposals.map(({ proposedBy }) => parseActorReference(proposedBy)),
  ];
  const idsOf = (wanted: Actor['kind']) => named.filter(({ kind }) => kind === wanted).map((each) => each.id);
  const sponsors = await sponsorsOf(manager, idsOf('service'));
  await manager.query(
    'SELECT FROM member WHERE workspace_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR SHARE',
    [workspaceId, [...idsOf('person'), ...sponsors.values()]],
  );
}

/** Who gave these people their roles, or has theirs from them, by person. */
export async function dependentsOf(
  manager: EntityManager,
  rows: readonly PromotionRow[],
  requesters: readonly string[],
): Promise<Map<string, string[]>> {
  const dependents = new Map<string, string[]>();
  if (requesters.length === 0) return dependents;
  const given = await askPlannedOnce<{ member_id: string; giver_id: string | null }>(manager, {
    name: 'role_givers',
    text: `SELECT member_id, giver_id FROM role_givers()
     WHERE workspace_id = $1 AND (member_id = ANY($2::uuid[]) OR giver_id = ANY($2::uuid[]))`,
    values: [workspaceOf(rows), requesters],
  });
  for (const { member_id: member, giver_id: giver } of given) {
    if (giver === null) continue;
    dependents.set(giver, [...(dependents.get(giver) ?? []), member]);
    dependents.set(member, [...(dependents.get(member) ?? []), giver]);
  }
  return dependents;
}

interface ContributionRow {
  promotion_id: string;
  person_id: string | null;
  contribution: Contributor['as'];
}

async function contributorsOf(
  manager: EntityManager,
  rows: readonly PromotionRow[],
): Promise<Map<string, Contributor[]>> {
  const made = await askPlannedOnce<ContributionRow>(manager, {
    name: 'promotion_contributors',
    text: `SELECT promotion_id, person_id, contribution FROM promotion_contributors()
     WHERE workspace_id = $1 AND promotion_id = ANY($2::uuid[])`,
    values: [workspaceOf(rows), rows.map(({ id }) => id)],
  });
  const contributors = new Map<string, Contributor[]>();
  for (const { promotion_id: id, person_id: personId, contribution: as } of made) {
    // Of the operator's tokens nobody may be left to answer for them.
    if (personId === null) continue;
    contributors.set(id, [...(contributors.get(id) ?? []), { personId, as }]);
  }
  return contributors;
}

async function lastSeen(manager: EntityManager, rows: readonly PromotionRow[]): Promise<Map<string, Date>> {
  const seen = (await manager.query(
    `SELECT subject_id, max(at) AS at FROM audit_entry
     WHERE workspace_id = $1 AND subject_type = 'promotion' AND subject_id = ANY($2::text[]) GROUP BY subject_id`,
    [workspaceOf(rows), rows.map(({ id }) => id)],
  )) as { subject_id: string; at: Date }[];
  return new Map(seen.map(({ subject_id: id, at }) => [id, at]));
}

/** What was read in one transaction belongs to one workspace. */
function workspaceOf([first]: readonly PromotionRow[]): string | null {
  return first?.workspaceId ?? null;
}
