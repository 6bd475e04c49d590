import { canonicalJson, formatVerifierKey, type Hashing, type VerifierKey } from '../audit-log';
import { differenceText } from './difference';
import { isSignedBy } from './dsse';
import { failed, type Finding, passed, unknown } from './findings';
import { type OpenPassport } from './open-passport';
import { type ReadEntry } from './passport-entry';
import { names } from './passport-files';
import { handoverFault } from './passport-keys';
import { statementOf } from './statement';

/** Whether the statement names every file by its digest, and no other. */
export function checkFiles({ envelope, digests }: OpenPassport): Finding {
  const listed = listedIn(envelope.payload);
  if (listed === null) return failed('the statement lists no files');
  const there = [...digests.keys()].filter((name) => name !== names.statement);
  const other = there.find((name) => listed.get(name) !== digests.get(name));
  if (other !== undefined)
    return failed(
      `${other} is not the file that was signed: its SHA-256 has to be ${listed.get(other) ?? 'listed, which it is not'} and is ${digests.get(other)}`,
    );
  const missing = [...listed.keys()].find((name) => !digests.has(name));
  if (missing !== undefined || listed.size !== there.length)
    return failed(`${missing ?? 'a file'} was signed, and is missing`);
  return passed(`${there.length} files are those that were signed`);
}

function listedIn(payload: string): Map<string, string> | null {
  try {
    const { predicate } = JSON.parse(payload) as { predicate: { files: { name: string; sha256: string }[] } };
    return new Map(predicate.files.map(({ name, sha256 }) => [name, sha256]));
  } catch {
    return null;
  }
}

export function checkSignature({ envelope, keys }: OpenPassport, hashing: Hashing): Finding {
  const key = keys.keys.at(-1)!;
  if (!isSignedBy(envelope, key, hashing))
    return failed(
      `${names.statement} is not signed by the last key of ${names.keys}, ${formatVerifierKey(key)}`,
    );
  if (envelope.keyId !== formatVerifierKey(key))
    return failed(
      `the signature in ${names.statement} names another key, ${envelope.keyId}, than made it, ${formatVerifierKey(key)}`,
    );
  return passed(`signed by ${formatVerifierKey(key)}`);
}

/** @param pinned keys known from elsewhere */
export function checkKey({ keys }: OpenPassport, pinned: readonly VerifierKey[], hashing: Hashing): Finding {
  const fault = handoverFault(keys, hashing);
  if (fault !== null) return failed(fault);
  if (pinned.length === 0)
    return unknown('no key known from elsewhere was given: whoever made the file could have made its key');
  const texts = new Set(keys.keys.map(formatVerifierKey));
  const known = pinned.map(formatVerifierKey).find((text) => texts.has(text));
  if (known === undefined)
    return failed(
      `the file is signed by another key than the one known from elsewhere: ${names.keys} holds ${[...texts].join(', ')}, and not ${pinned.map(formatVerifierKey).join(', ')}`,
    );
  return passed(`it follows from the known key ${known}`);
}

/** Whether the statement says what follows from the other files, and nothing else. */
export function checkStatement(passport: OpenPassport, decided: ReadEntry | null): Finding {
  if (decided === null) return failed('no entry tells that the promotion was approved');
  const { digests, policy, recorded, checkpoint, envelope } = passport;
  const promotionId = decided.says.subject.id;
  const statement = statementOf({ promotionId, digests, policy, recorded, decided, checkpoint });
  if (canonicalJson(statement) !== envelope.payload)
    return failed(
      `${names.statement} says something else than follows from the files: ${saidOtherwise(statement, envelope.payload)}`,
    );
  return passed('it says what follows from the files');
}

function saidOtherwise(statement: unknown, payload: string): string {
  try {
    return differenceText(statement, JSON.parse(payload)) ?? 'in another spelling';
  } catch {
    return 'it is no JSON';
  }
}
