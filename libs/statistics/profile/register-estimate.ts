/** Ranks run from 0, for a register that nothing has reached, to 42: 41 bits of hash, and one more for none set. */
export const highestRank = 42;

/** 1 / (2 ln 2), written out since a logarithm may differ in its last bit between machines. */
const alpha = 0.7213475204444817;

/** Ertl's estimate of the number of different hashes behind HyperLogLog registers. It has no table and no switch. */
export function registerEstimate(registers: Uint8Array): number {
  const size = registers.length;
  const multiplicity = new Array<number>(highestRank + 1).fill(0);
  for (const rank of registers) multiplicity[rank]! += 1;
  let sum = size * fullShare(1 - multiplicity[highestRank]! / size);
  for (let rank = highestRank - 1; rank >= 1; rank -= 1) sum = (sum + multiplicity[rank]!) / 2;
  return (alpha * size * size) / (sum + size * emptyShare(multiplicity[0]! / size));
}

/** x + Σ x^(2^k)·2^(k−1), the weight of the registers that nothing has reached; Ertl's σ. */
function emptyShare(share: number): number {
  if (share === 1) return Infinity;
  let [power, weight, sum, before] = [share, 1, share, NaN];
  while (sum !== before) {
    power *= power;
    before = sum;
    sum += power * weight;
    weight *= 2;
  }
  return sum;
}

/** (1 − x − Σ (1 − x^(2^−k))²·2^−k) / 3, the weight of the registers that are full; Ertl's τ. */
function fullShare(share: number): number {
  if (share === 0 || share === 1) return 0;
  let [root, weight, sum, before] = [share, 1, 1 - share, NaN];
  while (sum !== before) {
    root = Math.sqrt(root);
    before = sum;
    weight /= 2;
    sum -= (1 - root) * (1 - root) * weight;
  }
  return sum / 3;
}
