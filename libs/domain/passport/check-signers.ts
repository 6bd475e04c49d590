import { subjectDigest } from '../approvals';
import { canonicalJson, type Hashing, payloadCommitment } from '../audit-log';
import {
  assertionFault,
  challengeOf,
  commentDigest,
  type PasskeySignature,
  passkeyKey,
  passkeySignature,
} from '../passkeys';
import { failed, type Finding, passed, unknown } from './findings';
import { dissentIn } from './dissent-told';
import { type OpenPassport } from './open-passport';
import { type ReadEntry } from './passport-entry';
import { isStep } from './promotion-entries';

/** What one step says of its signer: what is wrong with it, or what of it nobody can tell any more. */
interface Told {
  fault?: string;
  missing?: string;
  isSigned?: boolean;
  /** Name, time and meaning, as a signed record shows them. */
  printed?: string;
}

/**
 * Whether what was signed with passkeys verifies, by the keys as the log registered them, on exactly the steps that the log
 * tells of; and whether the names that are printed are those that stood with the votes.
 */
export function checkSigners(passport: OpenPassport, hashing: Hashing): Finding {
  const steps = passport.entries.filter((entry) => isStep(entry) && entry.says.action in commentOf);
  const stranger = passport.printed.find(
    ({ sequence }) => !steps.some(({ says }) => says.sequence === sequence),
  );
  if (stranger) return failed(`a name is printed with entry ${stranger.sequence}, which is no vote`);
  const told = steps.map((entry): [number, Told] => [entry.says.sequence, toldBy(passport, entry, hashing)]);
  const faulty = told.find(([, { fault }]) => fault !== undefined);
  if (faulty) return failed(`entry ${faulty[0]}: ${faulty[1].fault}`);
  const open = told.find(([, { missing }]) => missing !== undefined);
  const dissent = dissentIn(passport.entries.filter(isStep));
  if (open) return unknown([`entry ${open[0]}: ${open[1].missing}`, ...dissent].join('; '));
  const signed = told.filter(([, { isSigned }]) => isSigned).length;
  const printed = told.flatMap(([, { printed: line }]) => (line === undefined ? [] : [line]));
  const count = `${signed} of ${told.length} steps are signed with a passkey`;
  return passed([count, ...printed, ...dissent].join('; '));
}

/** The member of an entry that holds the words of its step. */
const commentOf: Readonly<Record<string, string>> = { castVote: 'comment', reinstatePromotion: 'reason' };

function toldBy(passport: OpenPassport, entry: ReadEntry, hashing: Hashing): Told {
  const { payload, says } = entry;
  if (payload === undefined) return { missing: 'its details were erased' };
  const { signature, nameCommitment, meaning } = payload as Record<string, unknown>;
  const kept = signature === undefined ? undefined : passkeySignature(signature, 'the signature');
  if (says.action === 'castVote' && !isCountedAs(passport, entry, kept?.passkeyId))
    return { fault: 'it was decided by another passkey than the vote was signed with' };
  const named = nameOf(passport, entry, nameCommitment);
  const signed = kept === undefined ? {} : signedBy(passport, entry, { signature: kept, hashing });
  const by = named.printed === undefined ? undefined : `${named.printed}, ${says.at}: “${String(meaning)}”`;
  return { ...named, ...signed, isSigned: kept !== undefined, ...(by && { printed: by }) };
}

/** Whether the case has this vote of this person in this round, signed with this passkey, or with none. */
function isCountedAs({ recorded }: OpenPassport, { says, payload }: ReadEntry, passkeyId?: string): boolean {
  const round = (payload?.['votedOn'] as { round?: unknown } | undefined)?.round;
  const theirs = recorded.votes.filter(
    ({ personId, onBehalfOf, ...vote }) =>
      personId === says.actor.id && onBehalfOf === payload?.['onBehalfOf'] && vote.round === round,
  );
  return theirs.length === 0 || theirs.some((vote) => vote.passkeyId === passkeyId);
}

/** @param commitment undefined where the step was taken before names were printed */
function nameOf({ printed }: OpenPassport, { says }: ReadEntry, commitment: unknown): Told {
  const found = printed.filter(({ sequence }) => sequence === says.sequence);
  if (commitment === undefined) return found.length === 0 ? {} : { fault: 'no name was printed with it' };
  if (found.length === 0) return { missing: 'the name that was printed with it was erased' };
  const { printedName, salt } = found[0]!;
  if (found.length > 1 || payloadCommitment(printedName, salt) !== commitment)
    return { fault: 'another name was printed with it' };
  return { printed: printedName };
}

function signedBy(
  passport: OpenPassport,
  entry: ReadEntry,
  { signature, hashing }: { signature: PasskeySignature; hashing: Hashing },
): Told {
  const { statement, assertion, passkeyId } = signature;
  const fault = statementFault(passport, entry, statement);
  if (fault !== null) return { fault: `what was signed has another ${fault}` };
  const registration = passport.entries.find(
    ({ says }) =>
      says.action === 'registerPasskey' && says.outcome === 'done' && says.subject.id === passkeyId,
  );
  const { says } = entry;
  const isRemoved = passport.entries.some(
    ({ says: { action, outcome, subject, sequence } }) =>
      action === 'removePasskey' &&
      outcome === 'done' &&
      subject.id === passkeyId &&
      sequence < says.sequence,
  );
  if (isRemoved) return { fault: 'its passkey had been removed before' };
  if (registration?.says.actor.id !== says.actor.id || registration.says.sequence >= says.sequence)
    return { fault: 'the log does not tell that its person had registered the passkey before' };
  if (registration.payload === undefined) return { missing: 'the details of its passkey were erased' };
  const { key, origin, rpId } = registration.payload;
  const expected = {
    ...{ challenge: challengeOf(statement), key: passkeyKey(key, 'the key') },
    ...{ origin: String(origin), rpId: String(rpId) },
  };
  const wrong = assertionFault(assertion, expected, hashing);
  return wrong === null ? {} : { fault: `the signature ${wrong}` };
}

/** The member of a statement that is another than the log tells of the step; null where none is. */
function statementFault(
  { recorded }: OpenPassport,
  { says, payload = {} }: ReadEntry,
  statement: PasskeySignature['statement'],
): string | null {
  const { decision, votedOn, meaning, nameCommitment, onBehalfOf } = payload as Record<string, unknown>;
  const { evidenceDigests, policyDigest, round } = statement;
  const isVote = says.action === 'castVote';
  const on = (isVote ? votedOn : { round: payload['round'], subjectDigest: says.subject.digest }) as {
    round: unknown;
    subjectDigest: unknown;
  };
  const told: Partial<Record<keyof typeof statement, unknown>> = {
    ...{ promotionId: says.subject.id, round: on.round, subjectDigest: on.subjectDigest },
    ...{ decision: isVote ? decision : 'reinstate', personId: says.actor.id, onBehalfOf, meaning },
    commentDigest: commentDigest(String(payload[commentOf[says.action]!])),
    ...((isVote || nameCommitment !== undefined) && { nameCommitment }),
  };
  const differs = Object.entries(told).find(
    ([name, value]) => canonicalJson(value ?? null) !== canonicalJson(statement[name as never] ?? null),
  );
  if (differs) return differs[0];
  const { target } = recorded.request;
  const bound = subjectDigest({ ...target, evidenceDigests, policyDigest, round });
  return bound === statement.subjectDigest ? null : 'evidence or policy';
}
