import { listOf, text } from '../json-reading';
import { failed, type Finding, unknown } from './findings';
import { writtenInstant } from './instant-text';
import { type OpenPassport } from './open-passport';
import { type ReadEntry } from './passport-entry';
import { isStep, voteEntries } from './promotion-entries';
import { including } from './shape';

/** A vote that was cast for somebody else, as its entry tells it. */
interface ToldVote {
  onBehalfOf: string;
  delegationId: string;
  castAs: readonly string[];
}

/** What was given, as the entry of the delegation tells it. */
interface ToldDelegation {
  delegateId: string;
  roles: readonly string[];
  from: string;
  until: string;
}

const toldVote = including<ToldVote>({ onBehalfOf: text, delegationId: text, castAs: listOf(text, 100) });
const toldDelegation = including<ToldDelegation>({
  ...{ delegateId: text, roles: listOf(text, 100), from: text, until: text },
});

/** The delegations by which votes were cast, as the entries of these name them. */
export function delegationIdsOf(entries: readonly ReadEntry[]): Set<unknown> {
  const votes = entries.filter((entry) => isStep(entry) && entry.says.action === 'castVote');
  return new Set(votes.map(({ payload }) => payload?.['delegationId']).filter((id) => id !== undefined));
}

/**
 * Whether whoever cast a vote for somebody else had it from them: given to them by that person, in these roles, in force at
 * the time of the vote and not taken back before. Null where all had, or there are none.
 */
export function delegationFinding(
  { entries }: Pick<OpenPassport, 'entries'>,
  decided: ReadEntry,
): Finding | null {
  const findings = voteEntries(entries, decided)
    .filter(({ payload }) => payload?.['onBehalfOf'] !== undefined)
    .map((vote) => findingOf(entries, vote));
  return findings.find((each) => each?.status === 'failed') ?? findings.find((each) => each !== null) ?? null;
}

function findingOf(entries: readonly ReadEntry[], { says, payload }: ReadEntry): Finding | null {
  const vote = toldVote(payload, `entry ${says.sequence}`);
  const about = entries.filter(
    (entry) =>
      entry.says.subject.type === 'delegation' &&
      entry.says.subject.id === vote.delegationId &&
      entry.says.outcome === 'done' &&
      entry.says.sequence < says.sequence,
  );
  const given = about.find((entry) => entry.says.action === 'delegate');
  const which = `the vote of entry ${says.sequence}`;
  if (given === undefined || given.says.actor.id !== vote.onBehalfOf)
    return failed(`${which} was cast for somebody who had not given it`);
  if (about.some((entry) => entry.says.action === 'revokeDelegation'))
    return failed(`${which} had been taken back before`);
  if (given.payload === undefined) return unknown(`how ${which} was given was erased`);
  const { delegateId, roles, from, until } = toldDelegation(given.payload, `entry ${given.says.sequence}`);
  if (delegateId !== says.actor.id) return failed(`${which} had been given to somebody else`);
  if (vote.castAs.some((role) => !roles.includes(role)))
    return failed(`${which} was cast in a role that had not been given`);
  const [begin, at, end] = [from, says.at, until].map((each) => writtenInstant(each, which)) as Times;
  const isInForce = begin <= at + clockSkew && at < end;
  return isInForce ? null : failed(`${which} was cast when it was not given`);
}

type Times = [number, number, number];

/** Two servers' clocks may differ by this many milliseconds. */
const clockSkew = 300_000;
