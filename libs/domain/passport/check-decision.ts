import { decide } from '../approvals';
import { failed, type Finding, passed, unknown } from './findings';
import { instantText } from './instant-text';
import { type OpenPassport } from './open-passport';
import { type ReadEntry } from './passport-entry';
import { isStep, voteEntries } from './promotion-entries';
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
  const { missing, seats, state } = decide(caseOf(passport));
  if (missing.length > 0 || state !== 'approved')
    return failed(`taken again it is ${state}: ${missing.map(({ message }) => message).join(' ')}`);
  const seated = seats.map(({ role, filledBy }) => `${role.replaceAll('_', ' ')}: ${filledBy}`);
  return passed(`taken again it is the same; ${seated.join(', ')}`);
}

/** Whether the times of the log and those of the decision agree, in their order. */
export function checkTimes(passport: OpenPassport, decided: ReadEntry | null): Finding {
  const { recorded, policy, entries } = passport;
  const { approvedAt, expiresAt } = recorded.request;
  if (decided === null || approvedAt === null || expiresAt === null) return failed('there was no approval');
  if (decided.payload?.['decided'] === undefined)
    return unknown('the log does not hold the times of the decision');
  if (decided.says.at !== instantText(recorded.now))
    return failed('the decision has another time than its entry');
  const approval = entries.find(
    (entry) =>
      isStep(entry) && entry.says.at === instantText(approvedAt) && entry.payload?.['state'] === 'approved',
  );
  if (approval === undefined || approval.says.sequence > decided.says.sequence)
    return failed('no entry tells of an approval at its time');
  if (expiresAt !== approvedAt + policy.approvalTtlDays * day)
    return failed('the approval lapses at another time');
  if (recorded.now >= expiresAt) return failed('the approval had lapsed');
  const early = recorded.looks.find(({ at }) => at > recorded.now + clockSkew);
  if (early) return failed(`${early.gateId} was looked at after the decision`);
  const late = voteEntries(entries, decided).find(({ says }) => says.sequence > approval.says.sequence);
  if (late) return failed(`entry ${late.says.sequence} is a vote after the approval`);
  const term = `approved ${instantText(approvedAt)}, until ${instantText(expiresAt)}`;
  return passed(decided === approval ? term : `${term}; decided ${decided.says.at}`);
}
