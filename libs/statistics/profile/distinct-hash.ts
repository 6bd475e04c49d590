import { highWord, lowWord } from './double-words';

/**
 * Hashes of 53 bits, as many as fit a JavaScript integer: three rounds of a Feistel network over two 32-bit halves with
 * the finaliser of MurmurHash3 as round function. The network sends no two inputs to the same 64 bits; the upper 53 stay.
 * They are no secret and withstand nobody who wants them to collide.
 */
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** The hash of a finite double, by its bits; −0 counts as 0. */
export function numberHash(value: number): number {
  double[0] = value + 0;
  return wordsHash(words[highWord]!, words[lowWord]!);
}

/** The hash of a text, by its UTF-16 units: two multiplicative hashes make the halves. */
export function textHash(text: string): number {
  let high = 0xdeadbeef ^ text.length;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  return wordsHash(high, low);
}

/** The hash of two 32-bit words. */
export function wordsHash(high: number, low: number): number {
  const left = high ^ mix(low ^ 0x9e3779b9);
  const right = low ^ mix(left ^ 0x3c6ef372);
  return ((left ^ mix(right ^ 0x5384540f)) >>> 0) * 0x200000 + (right >>> 11);
}

function mix(word: number): number {
  let value = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
