import {
  appendSignatures,
  formatAddCheckpoint,
  parseNote,
  parseSignatureLines,
  verifyNote,
  type VerifierKey,
} from '@countersign/domain/audit-log';
import { type HttpWitness } from './http-witness';
import { WitnessFault } from './witness-fault';

/** A checkpoint for a witness to look at. */
export interface Offer {
  note: string;
  size: number;
  /** What the witness cosigned last, as far as we know; 0 for nothing. */
  oldSize: number;
  /** The consistency proof from a smaller size to this one. */
  prove(oldSize: number): Promise<readonly string[]>;
}

/** A signature line that verified. */
export interface Cosignature {
  line: string;
  at: Date;
}

/** The witness may have moved on between two requests of ours, not again and again. */
const mostRequests = 3;

/**
 * Asks a witness to cosign, from the size that it knows: when it names another one, from there.
 * @throws WitnessFault when it does not
 */
export async function obtainCosignature(witness: HttpWitness, offer: Offer): Promise<Cosignature> {
  let { oldSize } = offer;
  for (let request = 0; request < mostRequests; request += 1) {
    const proof = await offer.prove(oldSize);
    const answer = await witness.ask(formatAddCheckpoint({ oldSize, proof, checkpoint: offer.note }));
    if ('lines' in answer) return verifiedLine(witness.key, offer.note, answer.lines);
    oldSize = sizeToRetry(answer.size, offer, oldSize);
  }
  throw new WitnessFault('ANSWER_UNUSABLE', 'The witness names another size at each request.');
}

function sizeToRetry(known: number | null, { size }: Offer, oldSize: number): number {
  if (known !== null && known > size)
    throw new WitnessFault(
      'LOG_BEHIND',
      `The witness has confirmed ${known} entries, the last checkpoint covers ${size}: entries are missing, or the database was restored from an old copy.`,
    );
  // It knows the size that we started from, and still does not agree: then about the root of it.
  if (known === oldSize || (known === null && oldSize === size))
    throw new WitnessFault('OTHER_TREE', `The witness has confirmed other entries than the first ${size}.`);
  if (known === null)
    throw new WitnessFault('ANSWER_UNUSABLE', 'The witness does not say which size it has confirmed.');
  return known;
}

/** The line of the witness's own key; those of other keys are passed over. */
function verifiedLine(key: VerifierKey, note: string, lines: string): Cosignature {
  const own = lines
    .split('\n')
    .map((line) => `${line}\n`)
    .find((line) => parseSignatureLines(line)?.some(({ name, keyId }) => isKey(key, { name, keyId })));
  const cosigned = own === undefined ? null : parseNote(appendSignatures(note, own));
  const time = cosigned && verifyNote(cosigned, [key])?.[0]?.time;
  const at = new Date(typeof time === 'number' ? time * 1000 : NaN);
  // Also a time that no calendar has.
  if (own === undefined || Number.isNaN(at.getTime()))
    throw new WitnessFault('ANSWER_UNUSABLE', 'The answer holds no signature of AUDIT_WITNESS_KEY.');
  return { line: own, at };
}

function isKey(key: VerifierKey, { name, keyId }: { name: string; keyId: string }): boolean {
  return key.name === name && key.keyId === keyId;
}
