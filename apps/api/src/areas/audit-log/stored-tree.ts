import { completeSubtrees, Frontier, type LeafRange } from '@countersign/domain/audit-log';
import { nativeHashing } from '@countersign/engines/hashing';
import { type EntityManager } from 'typeorm';
import { storedHeights, type StoredHeight } from './stored-heights';

/** Where hashes are stored: leaves with their entries, roots of complete subtrees beside them. */
type Heights = readonly [0, ...StoredHeight[]];

/** Subtrees of one height, by position: the first of height 8 has position 0 and covers the leaves 0 to 255. */
interface Run {
  height: 0 | StoredHeight;
  first: number;
  /** One after the last. */
  past: number;
}

interface HashRow {
  height: number;
  position: string;
  hash: string;
}

/** The Merkle tree over a workspace's entries, as far as it is stored. */
export class StoredTree {
  private readonly heights: Heights;

  /** @param believed the subtrees that are taken as they are stored; all others are made from what lies below */
  constructor(
    private readonly manager: EntityManager,
    private readonly workspaceId: string,
    believed: readonly StoredHeight[] = storedHeights,
  ) {
    this.heights = [0, ...believed];
  }

  /** The root over the first `size` entries. */
  async root(size: number): Promise<string> {
    return (await this.frontier(size)).root();
  }

  /** The growing edge of the tree over the first `size` entries. */
  async frontier(size: number): Promise<Frontier> {
    const ranges = completeSubtrees({ from: 0, to: size });
    return Frontier.restore(size, await this.rootsOf(ranges), nativeHashing);
  }

  /**
   * The roots over ranges of leaves, in their order; each begins where a subtree of its size would, as the ranges of
   * proofs do. One statement, and of a million entries about a hundred hashes.
   */
  async rootsOf(ranges: readonly LeafRange[]): Promise<string[]> {
    const runs = ranges.map((range) => runsOf(range, this.heights));
    const hashes = await this.read(joined(runs.flat()));
    return runs.map((each) => fold(each.flatMap(subtreesOf).map((one) => [one, hashes.get(keyOf(one))])));
  }

  /** The hashes of runs. A subtree that no checkpoint has needed yet is not stored: it is made from what lies below. */
  private async read(runs: readonly Run[]): Promise<Map<string, string>> {
    const hashes = await this.stored(runs);
    const missing = runs.flatMap(subtreesOf).filter((one) => !hashes.has(keyOf(one)));
    if (missing.length === 0) return hashes;
    const below = missing.map((one) => childrenOf(one, this.heights));
    const found = await this.read(joined(below));
    missing.forEach((one, index) => {
      const children = subtreesOf(below[index] as Run);
      hashes.set(keyOf(one), fold(children.map((child) => [child, found.get(keyOf(child))])));
    });
    return hashes;
  }

  private async stored(runs: readonly Run[]): Promise<Map<string, string>> {
    if (runs.length === 0) return new Map();
    const parameters: unknown[] = [this.workspaceId];
    const parts = runs.map(({ height, first, past }) => {
      const [from, to] = [parameters.push(first), parameters.push(past)].map((at) => `$${at}::bigint`);
      return height === 0
        ? `SELECT 0 AS height, sequence - 1 AS position, hash FROM audit_entry
           WHERE workspace_id = $1 AND sequence > ${from} AND sequence <= ${to}`
        : `SELECT ${height} AS height, position, hash FROM audit_subtree
           WHERE workspace_id = $1 AND height = ${height} AND position >= ${from} AND position < ${to}`;
    });
    const rows = (await this.manager.query(parts.join(' UNION ALL '), parameters)) as HashRow[];
    return new Map(rows.map(({ height, position, hash }) => [`${height}:${position}`, hash]));
  }
}

/** The largest stored subtrees that make up a range. */
function runsOf({ from, to }: LeafRange, heights: Heights): Run[] {
  const runs: Run[] = [];
  for (let begin = from; begin < to;) {
    const height =
      [...heights].reverse().find((each) => begin % 2 ** each === 0 && begin + 2 ** each <= to) ?? 0;
    const leaves = 2 ** height;
    // From here on to the end of the range, or to where a larger subtree begins.
    const larger = heights[heights.indexOf(height) + 1];
    const next = larger === undefined ? to : Math.ceil((begin + 1) / 2 ** larger) * 2 ** larger;
    const past = Math.floor(Math.min(to, next) / leaves);
    runs.push({ height, first: begin / leaves, past });
    begin = past * leaves;
  }
  return runs;
}

/** So many hashes more are read to save a part of the statement. */
const smallGap = 16;

/** The ranges of one question touch one another and end at the same edge of the tree: a few runs hold them all. */
function joined(runs: readonly Run[]): Run[] {
  const inOrder = [...runs].sort((a, b) => a.height - b.height || a.first - b.first);
  const joint: Run[] = [];
  for (const run of inOrder) {
    const last = joint.at(-1);
    if (last?.height === run.height && run.first <= last.past + smallGap)
      last.past = Math.max(last.past, run.past);
    else joint.push({ ...run });
  }
  return joint;
}

const keyOf = ({ height, first }: Run): string => `${height}:${first}`;

/** Each subtree of a run by itself. */
function subtreesOf({ height, first, past }: Run): Run[] {
  return Array.from({ length: past - first }, (_, index) => ({
    height,
    first: first + index,
    past: first + index + 1,
  }));
}

/** What one subtree is made of. */
function childrenOf({ height, first }: Run, heights: Heights): Run {
  const below = heights[heights.indexOf(height) - 1];
  if (below === undefined) throw new Error(`The audit log has no entry ${first + 1}.`);
  const children = 2 ** (height - below);
  return { height: below, first: first * children, past: (first + 1) * children };
}

function fold(subtrees: readonly (readonly [Run, string | undefined])[]): string {
  const frontier = new Frontier(nativeHashing);
  for (const [{ height, first }, hash] of subtrees) {
    if (hash === undefined) throw new Error(`Subtree ${height}:${first} of the audit log is not stored.`);
    frontier.append(hash, 2 ** height);
  }
  return frontier.root();
}
