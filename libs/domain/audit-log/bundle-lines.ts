import { isSize } from './leaf-range';
import { hasRepeatedMember } from './repeated-member';

/** The first line of a bundle: which entries of which log, and what they follow. */
export interface BundleHeader {
  workspaceId: string;
  /** `logOrigin(workspaceId)`. */
  origin: string;
  /** First and last sequence. */
  from: number;
  to: number;
  /** The keys that signed the checkpoints of the range, as texts, in order of use. */
  keys: readonly string[];
  /** Hash of the entry before the first; 64 zeros before entry 1. */
  previousHash: string;
  /** Roots of the complete subtrees over the entries before `from`, largest first, as `Frontier.hashes()` gives them. */
  frontier: readonly string[];
}

/** One entry of a bundle. Payload and salt stand there together or, after an erasure, not at all. */
export interface BundleEntry {
  canonical: string;
  payload?: unknown;
  salt?: string;
}

/** One line of a bundle. */
export type BundleLine =
  | { kind: 'header'; header: BundleHeader }
  | { kind: 'entry'; entry: BundleEntry }
  | { kind: 'checkpoint'; checkpoint: string };

/** The kind of file and its version. */
export const bundleSchema = 'countersign.audit-bundle/1';

/** The first line, with its line feed. */
export function bundleHeaderLine(header: BundleHeader): string {
  const { workspaceId, origin, from, to, keys, previousHash, frontier } = header;
  return `${JSON.stringify({ schema: bundleSchema, workspaceId, origin, from, to, keys, previousHash, frontier })}\n`;
}

/** The line of an entry, with its line feed. @param entry without payload and salt after an erasure */
export function bundleEntryLine({ canonical, payload, salt }: BundleEntry): string {
  return `${JSON.stringify({ entry: { canonical, payload, salt } })}\n`;
}

/** The line of a checkpoint, with its line feed; it follows the entry whose sequence is the checkpoint's size. */
export function bundleCheckpointLine(checkpoint: string): string {
  return `${JSON.stringify({ checkpoint })}\n`;
}

/** A line read, without its line feed; null when it is none of a bundle. No member may be missing, unknown or there twice. */
export function parseBundleLine(text: string): BundleLine | null {
  const line = parsedObject(text);
  if (line === null) return null;
  if ('entry' in line)
    return isEntry(line['entry']) && hasOnly(line, ['entry'])
      ? { kind: 'entry', entry: line['entry'] }
      : null;
  if ('checkpoint' in line) {
    const { checkpoint } = line;
    return typeof checkpoint === 'string' && hasOnly(line, ['checkpoint'])
      ? { kind: 'checkpoint', checkpoint }
      : null;
  }
  const { schema, ...header } = line;
  return schema === bundleSchema && isHeader(header) ? { kind: 'header', header } : null;
}

type Members = Record<string, unknown>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');
const hasOnly = (value: Members, names: readonly string[]): boolean =>
  Object.keys(value).every((name) => names.includes(name));

function parsedObject(text: string): Members | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && !hasRepeatedMember(text, value) ? value : null;
  } catch {
    return null;
  }
}

const headerMembers = ['workspaceId', 'origin', 'from', 'to', 'keys', 'previousHash', 'frontier'];

function isHeader(value: Members): value is Members & BundleHeader {
  const { workspaceId, origin, from, to, keys, previousHash, frontier } = value;
  const hasTexts = [workspaceId, origin, previousHash].every((text) => typeof text === 'string');
  return (
    hasTexts &&
    isSize(from) &&
    isSize(to) &&
    isTexts(keys) &&
    isTexts(frontier) &&
    hasOnly(value, headerMembers)
  );
}

function isEntry(value: unknown): value is BundleEntry {
  if (!isObject(value) || typeof value['canonical'] !== 'string') return false;
  const isErased = !('payload' in value) && !('salt' in value);
  const isWhole = 'payload' in value && typeof value['salt'] === 'string';
  return (isErased || isWhole) && hasOnly(value, ['canonical', 'payload', 'salt']);
}
