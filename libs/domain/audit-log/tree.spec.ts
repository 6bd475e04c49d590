import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  completeSubtrees,
  consistencyRanges,
  emptyRoot,
  Frontier,
  inclusionRanges,
  leafHash,
  leafHashOf,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
  type ConsistencyClaim,
  type InclusionClaim,
  type LeafRange,
} from './index';

interface Vectors {
  leaves: string[];
  roots: string[];
  inclusion: { index: number; size: number; proof: string[] }[];
  consistency: { oldSize: number; newSize: number; proof: string[] }[];
}
const vectors = JSON.parse(readFileSync(join(__dirname, 'certificate-transparency.json'), 'utf8')) as Vectors;

/** The recursive definition of RFC 6962, 2.1, with another implementation of SHA-256. */
function rootOf(leaves: readonly string[]): string {
  if (leaves.length === 0) return createHash('sha256').digest('hex');
  if (leaves.length === 1) return leaves[0]!;
  const middle = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  const children = [leaves.slice(0, middle), leaves.slice(middle)].map(rootOf);
  return createHash('sha256')
    .update(Buffer.of(1))
    .update(Buffer.from(children.join(''), 'hex'))
    .digest('hex');
}

const most = 70;
const leaves = Array.from({ length: most }, (_, index) => leafHash(`leaf ${index}`));
const roots = Array.from({ length: most + 1 }, (_, size) => rootOf(leaves.slice(0, size)));
const known = new Map<string, string>();
const rootOfRange = ({ from, to }: LeafRange): string => {
  const root = known.get(`${from} ${to}`) ?? rootOf(leaves.slice(from, to));
  known.set(`${from} ${to}`, root);
  return root;
};
const proofOf = (ranges: readonly LeafRange[]): string[] => ranges.map(rootOfRange);
const inclusion = (index: number, size: number): InclusionClaim => ({
  index,
  size,
  leaf: leaves[index]!,
  proof: proofOf(inclusionRanges(index, size)),
  root: roots[size]!,
});
const consistency = (oldSize: number, newSize: number): ConsistencyClaim => ({
  oldSize,
  newSize,
  oldRoot: roots[oldSize]!,
  newRoot: roots[newSize]!,
  proof: proofOf(consistencyRanges(oldSize, newSize)),
});
const frontierOf = (hashes: readonly string[]): Frontier => {
  const frontier = new Frontier();
  for (const hash of hashes) frontier.append(hash);
  return frontier;
};

describe('the vectors of certificate transparency', () => {
  const hashes = vectors.leaves.map((hex) => leafHashOf(Buffer.from(hex, 'hex')));
  const subtree = ({ from, to }: LeafRange) => frontierOf(hashes.slice(from, to)).root();

  it('L-17, G26 gives the published roots of sizes 0 to 8', () => {
    expect(vectors.roots.map((_, size) => frontierOf(hashes.slice(0, size)).root())).toEqual(vectors.roots);
    expect(emptyRoot).toBe(vectors.roots[0]);
    expect(nodeHash(hashes[0]!, hashes[1]!)).toBe(vectors.roots[2]);
  });

  it('L-19, G26 names the ranges of the published proofs, and the proofs verify', () => {
    for (const { index, size, proof } of vectors.inclusion) {
      expect(inclusionRanges(index, size).map(subtree)).toEqual(proof);
      const claim = { index, size, leaf: hashes[index]!, proof, root: vectors.roots[size]! };
      expect(verifyInclusion(claim)).toBe(true);
    }
    for (const { oldSize, newSize, proof } of vectors.consistency) {
      expect(consistencyRanges(oldSize, newSize).map(subtree)).toEqual(proof);
      const [oldRoot, newRoot] = [vectors.roots[oldSize]!, vectors.roots[newSize]!];
      expect(verifyConsistency({ oldSize, newSize, oldRoot, newRoot, proof })).toBe(true);
    }
  });
});

describe('Frontier', () => {
  it(`L-18 tells the root after every leaf, and goes on from its stored hashes, up to ${most}`, () => {
    const frontier = new Frontier();
    for (let size = 0; size < most; size += 1) {
      const restored = Frontier.restore(size, frontier.hashes());
      expect(restored.root()).toBe(roots[size]);
      restored.append(leaves[size]!);
      frontier.append(leaves[size]!);
      expect([frontier.size, frontier.root(), restored.root()]).toEqual([
        size + 1,
        roots[size + 1],
        roots[size + 1],
      ]);
    }
  });

  it('L-18 grows by the roots of complete subtrees, wherever a range begins', () => {
    for (const range of [
      { from: 0, to: 70 },
      { from: 64, to: 69 },
      { from: 16, to: 32 },
      { from: 5, to: 6 },
    ]) {
      const parts = completeSubtrees(range);
      expect(parts.reduce((end, { from, to }) => (expect(from).toBe(end), to), range.from)).toBe(range.to);
      const frontier = new Frontier();
      for (const { from, to } of parts) frontier.append(rootOf(leaves.slice(from, to)), to - from);
      expect(frontier.root()).toBe(rootOf(leaves.slice(range.from, range.to)));
    }
  });

  it('L-18 refuses what does not fit', () => {
    const hash = leaves[0]!;
    for (const count of [0, -1, 1.5, 3, NaN, 2 ** 53, 2 ** 53 - 1, 2])
      expect(() => frontierOf([hash]).append(hash, count)).toThrow(RangeError);
    for (const none of ['', 'ab', hash.toUpperCase(), `${hash}00`])
      expect(() => new Frontier().append(none)).toThrow(RangeError);
    expect(() => Frontier.restore(3, [hash])).toThrow(RangeError);
    expect(() => Frontier.restore(-1, [])).toThrow(RangeError);
  });
});

describe('ranges of proofs', () => {
  const large = fc
    .tuple(fc.maxSafeNat(), fc.maxSafeNat())
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const tiles = (ranges: readonly LeafRange[]) =>
    [...ranges].sort((a, b) => a.from - b.from).map(({ from, to }) => [from, to]);

  it('L-19 covers a tree of any size with the leaf and its proof, without a gap (seed 19)', () => {
    const property = fc.property(large, ([index, last]) => {
      const size = Math.max(last, index + 1);
      const covered = tiles([...inclusionRanges(index, size), { from: index, to: index + 1 }]);
      expect(covered[0]![0]).toBe(0);
      expect(covered.at(-1)![1]).toBe(size);
      covered.slice(1).forEach(([from], at) => expect(from).toBe(covered[at]![1]));
      expect(covered.length).toBeLessThanOrEqual(54);
    });
    fc.assert(property, { seed: 19, numRuns: 200 });
  });

  it('L-19 covers the newer tree by a proof of consistency, from the old tree on (seed 20)', () => {
    const property = fc.property(large, ([oldSize, newSize]) => {
      fc.pre(oldSize > 0);
      const covered = tiles(consistencyRanges(oldSize, newSize));
      expect(covered.at(-1)?.[1] ?? oldSize).toBe(newSize);
      covered.slice(1).forEach(([from], at) => expect(from).toBe(covered[at]![1]));
    });
    fc.assert(property, { seed: 20, numRuns: 200 });
  });

  it('L-19 has no ranges for what is not there', () => {
    expect(consistencyRanges(0, 7)).toEqual([]);
    expect(consistencyRanges(7, 7)).toEqual([]);
    for (const [a, b] of [
      [-1, 3],
      [3, 3],
      [4, 3],
      [0, 0],
      [0.5, 3],
      [0, 2 ** 53],
      [NaN, 3],
    ])
      expect(() => inclusionRanges(a!, b!)).toThrow(RangeError);
    for (const [a, b] of [
      [-1, 3],
      [4, 3],
      [1.5, 3],
      [1, 2 ** 53],
      [1, NaN],
    ])
      expect(() => consistencyRanges(a!, b!)).toThrow(RangeError);
    for (const range of [
      { from: 2, to: 1 },
      { from: -1, to: 1 },
      { from: 0, to: 2 ** 53 },
    ])
      expect(() => completeSubtrees(range)).toThrow(RangeError);
  });
});

/** Ways to falsify a list of hashes, each by a number that picks the place. */
const falseProofs: Record<string, (proof: readonly string[], pick: number) => unknown> = {
  'the last hash cut off': (proof) => proof.slice(0, -1),
  'the first hash cut off': (proof) => proof.slice(1),
  'a hash more': (proof, pick) => [...proof, leaves[pick % most]!],
  'a hash before': (proof, pick) => [leaves[pick % most]!, ...proof],
  'the last hash twice': (proof) => [...proof, proof.at(-1) ?? emptyRoot],
  'two hashes swapped': (proof, pick) =>
    proof.map((hash, at) =>
      at === pick % proof.length
        ? proof[(at + 1) % proof.length]!
        : at === (pick + 1) % proof.length
          ? proof[pick % proof.length]!
          : hash,
    ),
  'the other way round': (proof) => [...proof].reverse(),
  'a bit flipped': (proof, pick) => changed(proof, pick, flipped(pick)),
  'another hash': (proof, pick) => changed(proof, pick, () => leafHash(`other ${pick}`)),
  'a hash in capitals': (proof, pick) => changed(proof, pick, (hash) => hash.toUpperCase()),
  'a hash too short': (proof, pick) => changed(proof, pick, (hash) => hash.slice(2)),
  'a hash too long': (proof, pick) => changed(proof, pick, (hash) => `${hash}00`),
  'a hash with a space': (proof, pick) => changed(proof, pick, (hash) => ` ${hash.slice(1)}`),
  'an empty hash': (proof, pick) => changed(proof, pick, () => ''),
  'no text': (proof, pick) => changed(proof, pick, () => pick as unknown as string),
  'no list': (proof, pick) => [null, undefined, 'ab', 7, { length: proof.length }, {}][pick % 6],
  'a list with a hole': (proof, pick) => changed(proof, pick, () => undefined as unknown as string),
};
const changed = (proof: readonly string[], pick: number, change: (hash: string) => string): string[] =>
  proof.map((hash, at) => (at === pick % proof.length ? change(hash) : hash));
const flipped = (pick: number) => (hash: string) => {
  const bytes = Buffer.from(hash, 'hex');
  bytes[pick % 32]! ^= 1 << (pick % 8);
  return bytes.toString('hex');
};
const falseSizes = [0, -1, 0.5, 2 ** 53, 2 ** 53 + 2, NaN, Infinity, '3', null, undefined, 1n] as number[];

type Falsify<Claim> = (claim: Claim, pick: number) => Partial<Record<keyof Claim, unknown>>;

const proofFalsehoods = <Claim extends { proof: readonly string[] }>() =>
  Object.entries(falseProofs).map(
    ([name, change]) =>
      [name, (claim: Claim, pick: number) => ({ proof: change(claim.proof, pick) })] as const,
  );

const falseInclusions: (readonly [string, Falsify<InclusionClaim>])[] = [
  ...proofFalsehoods<InclusionClaim>(),
  ['the next place', ({ index }) => ({ index: index + 1 })],
  ['the place before', ({ index }) => ({ index: index - 1 })],
  ['a place that is none', (_, pick) => ({ index: falseSizes[1 + (pick % (falseSizes.length - 1))] })],
  ['a size that is none', (_, pick) => ({ size: falseSizes[pick % falseSizes.length] })],
  ['the next size', ({ size }) => ({ size: size + 1, root: roots[size + 1] })],
  ['the size before', ({ size }) => ({ size: size - 1, root: roots[size - 1] })],
  ['another leaf', (_, pick) => ({ leaf: leafHash(`other ${pick}`) })],
  ['a bit of the leaf', ({ leaf }, pick) => ({ leaf: flipped(pick)(leaf) })],
  ['a bit of the root', ({ root }, pick) => ({ root: flipped(pick)(root) })],
  ['a root in capitals', ({ root }) => ({ root: root.toUpperCase() })],
  ['a leaf too short', ({ leaf }) => ({ leaf: leaf.slice(1) })],
  ['a root that is none', (_, pick) => ({ root: [undefined, null, '', 3][pick % 4] })],
  ['the proof of the neighbour', ({ index, size }) => ({ proof: inclusion(index ^ 1 || 0, size + 2).proof })],
  [
    'a node for a leaf',
    ({ leaf, proof }) => ({ leaf: nodeHash(leaf, proof[0] ?? leaf), proof: proof.slice(1) }),
  ],
];

const falseConsistencies: (readonly [string, Falsify<ConsistencyClaim>])[] = [
  ...proofFalsehoods<ConsistencyClaim>(),
  ['an old size that is none', (_, pick) => ({ oldSize: falseSizes[pick % falseSizes.length] })],
  ['a new size that is none', (_, pick) => ({ newSize: falseSizes[pick % falseSizes.length] })],
  ['the next old size', ({ oldSize }) => ({ oldSize: oldSize + 1, oldRoot: roots[oldSize + 1] })],
  ['the old size before', ({ oldSize }) => ({ oldSize: oldSize - 1, oldRoot: roots[oldSize - 1] })],
  ['the next new size', ({ newSize }) => ({ newSize: newSize + 1, newRoot: roots[newSize + 1] })],
  ['the new size before', ({ newSize }) => ({ newSize: newSize - 1, newRoot: roots[newSize - 1] })],
  ['sizes the other way round', (claim) => ({ oldSize: claim.newSize, newSize: claim.oldSize })],
  ['roots the other way round', (claim) => ({ oldRoot: claim.newRoot, newRoot: claim.oldRoot })],
  ['a bit of the old root', ({ oldRoot }, pick) => ({ oldRoot: flipped(pick)(oldRoot) })],
  ['a bit of the new root', ({ newRoot }, pick) => ({ newRoot: flipped(pick)(newRoot) })],
  ['a forked new root', (_, pick) => ({ newRoot: leafHash(`fork ${pick}`) })],
  ['from the empty tree', () => ({ oldSize: 0, oldRoot: emptyRoot, proof: [] })],
];

describe('forged and mutated proofs', () => {
  const sizes = fc
    .tuple(fc.integer({ min: 1, max: most - 3 }), fc.nat(), fc.nat(), fc.nat())
    .map(([size, part, kind, pick]) => ({ size, part: part % size, kind, pick }));

  it('L-20, G26 refuses 10,000 forged proofs of inclusion and accepts the true ones (seed 26)', () => {
    const forge = fc.property(sizes, ({ size, part, kind, pick }) => {
      const claim = inclusion(part, size);
      expect(verifyInclusion(claim)).toBe(true);
      const [, falsify] = falseInclusions[kind % falseInclusions.length]!;
      const forged = { ...claim, ...falsify(claim, pick) } as InclusionClaim;
      // Nothing was falsified, such as by turning round a list of one.
      fc.pre(!isDeepStrictEqual(forged, claim));
      expect(verifyInclusion(forged)).toBe(false);
    });
    fc.assert(forge, { seed: 26, numRuns: 10_000, maxSkipsPerRun: 10 });
  });

  it('L-20, G26 refuses 10,000 forged proofs of consistency and accepts the true ones (seed 27)', () => {
    const forge = fc.property(sizes, ({ size, part, kind, pick }) => {
      const claim = consistency(part + 1, size);
      expect(verifyConsistency(claim)).toBe(true);
      const [, falsify] = falseConsistencies[kind % falseConsistencies.length]!;
      const forged = { ...claim, ...falsify(claim, pick) } as ConsistencyClaim;
      fc.pre(!isDeepStrictEqual(forged, claim));
      expect(verifyConsistency(forged)).toBe(false);
    });
    fc.assert(forge, { seed: 27, numRuns: 10_000, maxSkipsPerRun: 10 });
  });

  it('L-20 takes a size only with its root: the path of a leaf may be the same in two sizes', () => {
    const claim = inclusion(0, 3);
    expect(verifyInclusion({ ...claim, size: 4 })).toBe(true);
    expect(verifyInclusion({ ...claim, size: 4, root: roots[4]! })).toBe(false);
  });

  it('L-20 proves nothing from a tree without entries', () => {
    const forged = { oldSize: 0, newSize: 5, oldRoot: emptyRoot, newRoot: leafHash('anything'), proof: [] };
    expect(verifyConsistency(forged)).toBe(false);
    expect(verifyConsistency({ ...forged, newRoot: roots[5]! })).toBe(false);
  });
});
