import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { base64Decode, base64Encode } from './base64';
import { isDecimal, parseCheckpoint, type Checkpoint } from './checkpoint';

/** What a log sends to a witness: its newest checkpoint and the proof that it follows from the one cosigned last. */
export interface AddCheckpoint {
  /** Size of the checkpoint that the witness cosigned last; 0 at first. */
  oldSize: number;
  /** Consistency proof, lower-case hex. */
  proof: readonly string[];
  /** The whole note. */
  checkpoint: string;
}

/** More lines than these cannot be a proof (C2SP tlog-witness). */
const mostHashes = 63;

/** The body of `POST <prefix>/add-checkpoint` (C2SP tlog-witness). @throws RangeError for parts that make none */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  const lines = [`old ${oldSize}`, ...proof.map((hash) => base64Encode(hexToBytes(hash)))];
  const text = `${lines.join('\n')}\n\n${checkpoint}`;
  if (parseAddCheckpoint(text) === null) throw new RangeError('these parts make no request to a witness');
  return text;
}

/** The request as a witness reads it, or null. Only its form is checked: whom to trust is the witness's matter. */
export function parseAddCheckpoint(
  text: string,
): { oldSize: number; proof: string[]; checkpoint: Checkpoint } | null {
  const blank = text.indexOf('\n\n');
  const checkpoint = blank < 0 ? null : parseCheckpoint(text.slice(blank + 2));
  const [old = '', ...lines] = text.slice(0, Math.max(blank, 0)).split('\n');
  const size = old.startsWith('old ') ? old.slice(4) : '';
  const proof = lines.map(base64Decode).map((bytes) => (bytes?.length === 32 ? bytesToHex(bytes) : null));
  if (checkpoint === null || !isDecimal(size) || proof.length > mostHashes) return null;
  if (Number(size) > checkpoint.size || (size === '0' && proof.length > 0)) return null;
  return proof.every((hash) => hash !== null) ? { oldSize: Number(size), proof, checkpoint } : null;
}
