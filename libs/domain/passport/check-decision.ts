import { roleNames } from '../access';
import { decide } from '../approvals';
import { emergencyText } from './check-emergency';
import { failed, type Finding, passed, unknown } from './findings';
import { instantText } from './instant-text';
import { type OpenPassport } from './open-passport';
import { type ReadEntry } from './passport-entry';
import { isRatification, isStep, voteEntries, waiverEntries } from './promotion-entries';
import { caseOf } from './statement';

const day = 86_400_000;

/** Two servers' clocks may differ by this many milliseconds. */
const clockSkew = 300_000;

/** Takes the decision again: the seats, who fills them, who is kept from voting, the gates, the term. */
export function checkDecision(passport: OpenPassport, decided: ReadEntry | null): Finding {
  const { request } = passport.recorded;
  if (decided?.payload?.['decided'] === undefined)
    return unknown('without a record of what was known the decision cannot be taken again');
  if (request.state !== 'approved') return failed(`the promotion was ${request.state}, not approved`);
  const { missing, seats, state, waived } = decide(caseOf(passport));
  if (missing.length > 0 || state !== 'approved')
    return failed(`taken again it is ${state}: ${missing.map(({ message }) => message).join(' ')}`);
  const seated = seats.map(
    ({ role, filledBy, onBehalfOf }) =>
      `${roleNames[role]}: ${filledBy}${onBehalfOf === undefined ? '' : ` for ${onBehalfOf}`}`,
  );
  const waivers = waived.map(({ gateId, personId }) => `; ${gateId} was waived by ${personId}`);
  return passed(`taken again it is the same; ${seated.join(', ')}${waivers.join('')}`);
}

/** Whether the times of the log and those of the decision agree, in their order. */
export function checkTimes(passport: OpenPassport, decided: ReadEntry | null): Finding {
  const { recorded, policy, entries } = passport;
  const { approvedAt, expiresAt } = recorded.request;
  if (decided === null || approvedAt === null || expiresAt === null) return failed('there was no approval');
  if (decided.payload?.['decided'] === undefined)
    return unknown('the log does not hold the times of the decision');
  if (decided.says.at !== instantText(recorded.now))
    return failed(
      `the decision has another time than its entry: ${instantText(recorded.now)} by case.json, ${decided.says.at} by entry ${decided.says.sequence}`,
    );
  const approval = entries.find(
    (entry) =>
      isStep(entry) &&
      entry.says.at === instantText(approvedAt) &&
      (entry.payload?.['state'] === 'approved' || isRatification(entry)),
  );
  if (approval === undefined || approval.says.sequence > decided.says.sequence)
    return failed(`no entry tells of an approval at its time, ${instantText(approvedAt)}`);
  if (expiresAt !== approvedAt + policy.approvalTtlDays * day)
    return failed(
      `the approval lapses at another time: it has to be ${policy.approvalTtlDays} days after ${instantText(approvedAt)} and is ${instantText(expiresAt)}`,
    );
  if (recorded.now >= expiresAt)
    return failed(`the approval had lapsed: decided ${decided.says.at}, lapsed ${instantText(expiresAt)}`);
  const early = recorded.looks.find(({ at }) => at > recorded.now + clockSkew);
  if (early)
    return failed(
      `${early.gateId} was looked at after the decision: ${instantText(early.at)}, decided ${decided.says.at}`,
    );
  const cast = [...voteEntries(entries, decided), ...waiverEntries(entries, decided)];
  const late = cast.find(({ says }) => says.sequence > approval.says.sequence);
  if (late) {
    const what = late.says.action === 'castVote' ? 'vote' : 'waiver';
    return failed(`entry ${late.says.sequence} is a ${what} after the approval`);
  }
  const approved = `approved ${instantText(approvedAt)}, until ${instantText(expiresAt)}`;
  const term = `${approved}${emergencyText(passport)}`;
  return passed(decided === approval ? term : `${term}; decided ${decided.says.at}`);
}
