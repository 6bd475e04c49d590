import { genesisHash } from './audit-entry';
import { type BundleHeader } from './bundle-lines';
import { logOrigin } from './checkpoint';
import { Frontier } from './frontier';
import { type Hashing } from './hashing';
import { parseVerifierKey, type VerifierKey } from './verifier-key';

/** More keys are refused: each costs a point of the curve to read, and a file must not make its reader wait for hours. */
const mostKeys = 1000;

/** A header whose parts fit each other: where reading begins. */
export interface BundleStart {
  header: BundleHeader;
  keys: VerifierKey[];
  frontier: Frontier;
}

/** Reads the parts of a header. Gives the sentence that says what is wrong with it, where something is. */
export function startOf(header: BundleHeader, hashing: Hashing): BundleStart | string {
  const { workspaceId, origin, from, to, previousHash } = header;
  if (from < 1 || to < from) return `the header names no range: ${from} to ${to}`;
  if (workspaceId === '') return 'the header names no workspace';
  if (origin !== logOrigin(workspaceId)) return 'the header has the origin of another workspace';
  if (!/^[0-9a-f]{64}$/.test(previousHash)) return 'the header has no hash of the entry before';
  if (from === 1 && previousHash !== genesisHash) return 'before the first entry there is no other';
  if (header.keys.length > mostKeys) return `the header lists more than ${mostKeys} keys`;
  const keys = header.keys.map(parseVerifierKey);
  const isOurs = keys.every((key) => key?.type === 1 && key.name === origin);
  if (keys.length === 0 || !isOurs || new Set(header.keys).size < keys.length)
    return 'the header does not list the keys of the log';
  const frontier = frontierBefore(header, hashing);
  if (frontier === null) return `the header has no frontier of ${from - 1} entries`;
  return { header, keys: keys.filter((key) => key !== null), frontier };
}

function frontierBefore({ from, frontier }: BundleHeader, hashing: Hashing): Frontier | null {
  try {
    return Frontier.restore(from - 1, frontier, hashing);
  } catch {
    return null;
  }
}
