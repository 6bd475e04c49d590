import { canonicalJson } from '../audit-log';
import { freshDigest } from '../approvals';
import { counted } from '../report';
import { delegationFinding } from './check-delegations';
import { emergencyFault } from './check-emergency';
import { differenceText } from './difference';
import { failed, type Finding, passed, unknown } from './findings';
import { instantText } from './instant-text';
import { type OpenPassport } from './open-passport';
import { type ReadEntry } from './passport-entry';
import { names } from './passport-files';
import { isStep, voteEntries } from './promotion-entries';
import { waiversFault } from './check-waivers';

/** Whether what the decision was taken from is what the log recorded when it was taken. */
export function checkCase(passport: OpenPassport, decided: ReadEntry | null): Finding {
  if (decided === null) return failed('no entry tells that the promotion was approved');
  const fault =
    requestFault(passport, decided) ??
    votesFault(passport, decided) ??
    waiversFault(passport, decided) ??
    emergencyFault(passport, decided);
  if (fault !== null) return failed(fault);
  const delegated = delegationFinding(passport, decided);
  if (delegated !== null) return delegated;
  const kept = decided.payload?.['decided'];
  if (kept === undefined)
    return unknown(
      'the log does not hold what the decision was taken from: it is older, or its details were erased',
    );
  if (canonicalJson(kept) !== canonicalJson(passport.recorded))
    return failed(
      `${names.caseFile} is not what entry ${decided.says.sequence} recorded: ${differenceText(kept, passport.recorded) ?? 'a member more or less'}`,
    );
  const { votes } = passport.recorded;
  return passed(
    `what entry ${decided.says.sequence} recorded; its ${counted(votes.length, 'vote is that', 'votes are those')} of the log`,
  );
}

function requestFault({ recorded, entries }: OpenPassport, decided: ReadEntry): string | null {
  const asked = entries.find((entry) => isStep(entry) && entry.says.action === 'requestPromotion');
  if (asked === undefined) return 'the entry of the request is missing';
  const { requesterId, sponsorId, target, requestedAt } = recorded.request;
  const { id, onBehalfOf } = asked.says.actor;
  if (asked.says.sequence >= decided.says.sequence) return 'it was decided before it was asked for';
  if (id !== requesterId || (onBehalfOf !== undefined && onBehalfOf !== sponsorId))
    return 'somebody else asked for the promotion';
  if (requestedAt !== undefined && asked.says.at !== instantText(requestedAt))
    return 'it was asked for at another time';
  const differs = Object.entries(target).find(([name, value]) => {
    const told = asked.payload?.[name];
    return told !== undefined && told !== value;
  });
  return differs === undefined ? null : `another ${differs[0]} was asked for`;
}

/** As the entry of a vote tells it; older ones do not tell the roles. */
interface ToldVote {
  decision: unknown;
  castAs?: unknown;
  onBehalfOf?: unknown;
  votedOn: { round: unknown; subjectDigest: unknown };
}

function votesFault({ recorded, entries }: OpenPassport, decided: ReadEntry): string | null {
  const { votes, request } = recorded;
  const cast = voteEntries(entries, decided);
  const told = cast.map((entry) => toldVote(entry));
  if (cast.length !== votes.length)
    return `the log tells of ${counted(cast.length, 'vote')}, not of ${votes.length}`;
  const open = [...votes];
  for (const [at, { says }] of cast.entries()) {
    const vote = told[at]!;
    const found = open.findIndex(
      ({ personId, onBehalfOf, decision, round, castAs, castAt }) =>
        personId === says.actor.id &&
        (castAt === undefined || says.at === instantText(castAt)) &&
        (vote === null
          ? (round === request.round) === (says.subject.digest === request.subjectDigest)
          : vote.decision === decision &&
            vote.onBehalfOf === onBehalfOf &&
            vote.votedOn.round === round &&
            (vote.castAs === undefined || canonicalJson(vote.castAs) === canonicalJson(castAs))),
    );
    if (found < 0) return `the vote of entry ${says.sequence} is not among those counted`;
    if (vote?.votedOn.round === request.round && vote.votedOn.subjectDigest !== request.subjectDigest)
      return `the vote of entry ${says.sequence} was on something else`;
    open.splice(found, 1);
  }
  return null;
}

function toldVote({ payload }: ReadEntry): ToldVote | null {
  const told = payload as unknown as ToldVote | undefined;
  return typeof told?.votedOn === 'object' && told.votedOn !== null ? told : null;
}

export function checkPolicy({ digests, recorded }: OpenPassport): Finding {
  if (digests.get(names.policy) !== recorded.policyDigest)
    return failed(
      `${names.policy} is not the policy that decided: its SHA-256 has to be ${recorded.policyDigest} and is ${digests.get(names.policy)}`,
    );
  return passed(`the policy that decided, ${recorded.policyDigest}`);
}

/** Whether what was voted on is this version, place, evidence, policy and round, and what the step was about that decided. */
export function checkSubject({ recorded, policy }: OpenPassport, decided: ReadEntry | null): Finding {
  const { request, gates } = recorded;
  if (decided !== null && decided.says.subject.digest !== request.subjectDigest)
    return failed(
      `entry ${decided.says.sequence}, which decided, is about something else: ${String(decided.says.subject.digest)}, and ${names.caseFile} about ${request.subjectDigest}`,
    );
  const bound = freshDigest(request, { policy, gates }, request.round);
  if (bound !== request.subjectDigest)
    return failed(
      `the digest that was voted on is not that of this version, place, evidence, policy and round: it has to be ${bound}, and ${names.caseFile} has ${request.subjectDigest}`,
    );
  return passed(`votes of round ${request.round} are on ${request.subjectDigest}`);
}
