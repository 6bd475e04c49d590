import {
  type Checkpoint,
  type Hashing,
  leafHash,
  logOrigin,
  payloadCommitment,
  type VerifierKey,
  verifyInclusion,
  verifyNote,
} from '../audit-log';
import { counted } from '../report';
import { delegationIdsOf } from './check-delegations';
import { stepsFault } from './check-steps';
import { failed, type Finding, passed, unknown } from './findings';
import { type OpenPassport } from './open-passport';
import { type ReadEntry } from './passport-entry';
import { keysInForce } from './passport-keys';
import { signingPasskey } from './promotion-entries';

/** Whether each entry belongs to the passport and its details are those committed to. */
export function checkEntries({ entries, recorded }: OpenPassport, decided: ReadEntry | null): Finding {
  if (decided === null) return failed('no entry tells that the promotion was approved');
  const { workspaceId, subject } = decided.says;
  const digests = new Set(recorded.gates.map(({ evidenceDigest }) => evidenceDigest));
  const delegations = delegationIdsOf(entries);
  const passkeys = new Set(entries.map(signingPasskey));
  for (const { says, payload, salt } of entries) {
    const isOfPromotion = says.subject.type === 'promotion' && says.subject.id === subject.id;
    const isOfEvidence = says.subject.digest !== undefined && digests.has(says.subject.digest);
    const isOfDelegation = says.subject.type === 'delegation' && delegations.has(says.subject.id);
    const isOfPasskey = says.subject.type === 'passkey' && passkeys.has(says.subject.id);
    const isKnown = isOfPromotion || isOfEvidence || isOfDelegation || isOfPasskey;
    if (says.workspaceId !== workspaceId || !isKnown)
      return failed(
        `entry ${says.sequence} (${says.action} of ${says.subject.type} ${says.subject.id}) does not belong here`,
      );
    if (salt !== undefined && !isCommitted(payload, salt, says.payloadCommitment))
      return failed(
        `the details of entry ${says.sequence} (${says.action}) are not those committed to, ${says.payloadCommitment}`,
      );
  }
  const fault = stepsFault(entries);
  if (fault !== null) return failed(fault);
  const erased = entries.filter(({ salt }) => salt === undefined).length;
  const found = `${counted(entries.length, 'entry', 'entries')} with the details committed to`;
  return erased > 0
    ? unknown(`the details of ${erased} of ${counted(entries.length, 'entry', 'entries')} were erased`)
    : passed(found);
}

function isCommitted(payload: unknown, salt: string, commitment: string): boolean {
  try {
    return payloadCommitment(payload, salt) === commitment;
  } catch {
    return false;
  }
}

/** Whether the checkpoint is signed by a key of the log, and every entry stands in its tree. */
export function checkTree({ entries, checkpoint, keys }: OpenPassport, hashing: Hashing): Finding {
  const { origin, size, root, note } = checkpoint;
  const workspaceId = entries[0]?.says.workspaceId ?? '';
  if (origin !== keys.origin || origin !== logOrigin(workspaceId))
    return failed(
      `the checkpoint is of another log: its origin has to be ${logOrigin(workspaceId)} and is ${origin}, with keys of ${keys.origin}`,
    );
  const signed = verifyNote(note, keys.keys, hashing);
  const inForce = keysInForce(keys, size);
  if (!signed?.some(({ key }) => inForce.includes(key)))
    return failed(
      `the checkpoint is not signed by the key of keys.json that was in force at ${size} entries`,
    );
  for (const { says, canonical, proof } of entries) {
    const claim = { index: says.sequence - 1, size, leaf: leafHash(canonical, hashing), proof, root };
    if (!verifyInclusion(claim))
      return failed(
        `entry ${says.sequence} (${says.action}) does not stand in the tree of the checkpoint, whose root over ${size} entries is ${root}`,
      );
  }
  return passed(
    `${counted(entries.length, 'entry stands', 'entries stand')} in the log of ${counted(size, 'entry', 'entries')}`,
  );
}

/** @param heads of the log known from elsewhere */
export function checkHead({ checkpoint }: OpenPassport, heads: readonly Checkpoint[]): Finding {
  const { origin, size, root } = checkpoint;
  if (heads.some((head) => head.origin !== origin))
    return failed(`a known checkpoint is of another log than ${origin}`);
  const same = heads.filter((head) => head.size === size);
  const fork = same.find((head) => head.root !== root);
  if (fork)
    return failed(
      `the known checkpoint of ${size} entries has another root: it has to be ${fork.root} and is ${root}`,
    );
  if (same.length > 0) return passed('it is the checkpoint known from elsewhere');
  if (heads.length === 0)
    return unknown(
      'no checkpoint known from elsewhere was given: the log that others are shown could be another',
    );
  return unknown(
    `no known checkpoint has ${size} entries; an audit bundle would show that one continues the other`,
  );
}

/** @param witnesses keys of witnesses, of type 4 */
export function checkWitness(
  { checkpoint }: OpenPassport,
  witnesses: readonly VerifierKey[],
  hashing: Hashing,
): Finding {
  if (witnesses.length === 0) return unknown('no key of a witness was given');
  const signed = verifyNote(checkpoint.note, witnesses, hashing);
  if (signed === null) return failed('a cosignature does not verify');
  const silent = witnesses.find(
    (key) => !signed.some((each) => each.key.keyId === key.keyId && each.key.name === key.name),
  );
  if (silent) return failed(`there is no cosignature of ${silent.name}`);
  return passed(`cosigned by ${witnesses.map(({ name }) => name).join(', ')}`);
}
