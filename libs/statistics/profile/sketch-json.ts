import {
  addHash,
  type DistinctSketch,
  emptyDistinctSketch,
  mostHashes,
  registerCount,
} from './distinct-sketch';
import { listAt, malformed, recordAt, rowCountAt } from './json-place';
import {
  addToBucket,
  type BucketCounts,
  bucketsInOrder,
  emptyQuantileSketch,
  type QuantileSketch,
} from './quantile-sketch';
import { highestRank } from './register-estimate';
import { bucketsPerOctave, largestOctave, smallestOctave } from './sketch-bucket';

/** The stored form of a quantile sketch: pairs of bucket and count in one list, buckets ascending, empty ones left out. */
export interface QuantileSketchJson {
  readonly zero: number;
  readonly negative: readonly number[];
  readonly positive: readonly number[];
}

/** The stored form of a distinct sketch, in digits of 64: nine for each hash in ascending order, or one a register. */
export type DistinctSketchJson = { readonly hashes: string } | { readonly registers: string };

/** Digits in the order of their code points, so that sorted texts are sorted numbers. */
const digits = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const hashLength = 9;

export function quantileSketchToJson({ zero, negative, positive }: QuantileSketch): QuantileSketchJson {
  return { zero, negative: bucketPairs(negative), positive: bucketPairs(positive) };
}

function bucketPairs(buckets: BucketCounts): number[] {
  return bucketsInOrder(buckets).flatMap(({ bucket, rows }) => [bucket, rows]);
}

/** Reads a quantile sketch of `n` values. Throws ProfileError naming the place. */
export function quantileSketchFromJson(json: unknown, place: string, n: number): QuantileSketch {
  const fields = recordAt(json, place);
  const sketch = emptyQuantileSketch();
  sketch.zero = rowCountAt(fields.zero, `${place}.zero`);
  let sum = sketch.zero;
  for (const side of ['negative', 'positive'] as const)
    sum += readPairs(sketch[side], fields[side], `${place}.${side}`);
  return sum === n ? sketch : malformed(place, `the counts add up to ${sum}, not to n = ${n}`);
}

function readPairs(buckets: BucketCounts, json: unknown, place: string): number {
  const pairs = listAt(json, place);
  if (pairs.length % 2 === 1) malformed(place, 'expected pairs of bucket and count');
  let sum = 0;
  let before = smallestOctave * bucketsPerOctave - 1;
  for (let at = 0; at < pairs.length; at += 2) {
    const bucket = Number(pairs[at]);
    if (!Number.isInteger(pairs[at]) || bucket <= before || bucket >= (largestOctave + 1) * bucketsPerOctave)
      malformed(`${place}[${at}]`, 'expected a bucket above the one before');
    const rows = rowCountAt(pairs[at + 1], `${place}[${at + 1}]`);
    if (rows === 0) malformed(`${place}[${at + 1}]`, 'expected at least one row');
    addToBucket(buckets, bucket, rows);
    sum += rows;
    before = bucket;
  }
  return sum;
}

export function distinctSketchToJson({ hashes, registers }: DistinctSketch): DistinctSketchJson {
  if (registers) return { registers: Array.from(registers, (rank) => digits[rank]).join('') };
  return { hashes: Array.from(hashes, hashText).sort().join('') };
}

function hashText(hash: number): string {
  let text = '';
  let rest = hash;
  for (let digit = 0; digit < hashLength; digit += 1) {
    text = digits[rest % 64]! + text;
    rest = Math.floor(rest / 64);
  }
  return text;
}

/** Reads a distinct sketch of `n` values. Throws ProfileError naming the place. */
export function distinctSketchFromJson(json: unknown, place: string, n: number): DistinctSketch {
  const fields = recordAt(json, place);
  if (fields.registers !== undefined) {
    if (n <= mostHashes) malformed(`${place}.registers`, `${n} values do not fill registers`);
    return registersFromText(fields.registers, `${place}.registers`);
  }
  const sketch = emptyDistinctSketch();
  const text = digitsAt(fields.hashes, `${place}.hashes`);
  if (text.length % hashLength > 0 || text.length > mostHashes * hashLength)
    malformed(`${place}.hashes`, `expected up to ${mostHashes} hashes of ${hashLength} characters`);
  let before = -1;
  for (let at = 0; at < text.length; at += hashLength) {
    const hash = [...text.slice(at, at + hashLength)].reduce(
      (sum, digit) => sum * 64 + digits.indexOf(digit),
      0,
    );
    if (hash <= before || hash > Number.MAX_SAFE_INTEGER)
      malformed(`${place}.hashes`, `expected an ascending hash of 53 bits at character ${at}`);
    addHash(sketch, hash);
    before = hash;
  }
  if (sketch.hashes.size > n || (n > 0 && sketch.hashes.size === 0))
    malformed(`${place}.hashes`, `${sketch.hashes.size} hashes do not go with n = ${n}`);
  return sketch;
}

function registersFromText(value: unknown, place: string): DistinctSketch {
  const ranks = Uint8Array.from(digitsAt(value, place), (digit) => digits.indexOf(digit));
  if (ranks.length !== registerCount) malformed(place, `expected ${registerCount} registers`);
  const tooHigh = ranks.findIndex((rank) => rank > highestRank);
  if (tooHigh !== -1) malformed(place, `register ${tooHigh} is above ${highestRank}`);
  return { hashes: new Set(), registers: ranks };
}

function digitsAt(value: unknown, place: string): string {
  if (typeof value !== 'string' || /[^-\w]/.test(value))
    return malformed(place, 'expected a text of digits of 64');
  return value;
}
