/**
 * Probability that the two-sample Cramér–von Mises statistic U without ties is at least `u`, all orders of n and m values
 * being equally likely: for every lattice point the frequencies of the sum of squared gaps on the way there.
 * Meant for up to some twenty values a side; the time grows with the number of different sums.
 * Source: Xiao, Gordon and Yakovlev, Journal of Statistical Software 17 (2007), no. 8.
 */
export function cramerVonMisesExactTail(
  u: number,
  { reference: n, current: m }: { readonly reference: number; readonly current: number },
): number {
  const common = leastCommonMultiple(n, m);
  const pairs = n * m;
  const wanted = Math.floor((common ** 2 * (n + m) * (6 * u - pairs * (4 * pairs - 1))) / (6 * pairs ** 2));
  const a = common / n;
  const b = common / m;
  let row: Frequencies[] = [];
  for (let j = 0; j <= m; j += 1) {
    const next: Frequencies[] = [];
    for (let i = 0; i <= n; i += 1) {
      const isStart = i === 0 && j === 0;
      next.push(isStart ? start : joined(next[i - 1] ?? none, row[i] ?? none, (a * i - b * j) ** 2));
    }
    row = next;
  }
  const { sums, orders } = row[n]!;
  const all = orders.reduce((total, count) => total + count, 0);
  return orders.reduce((total, count, index) => (sums[index]! >= wanted ? total + count : total), 0) / all;
}

/** The different sums in ascending order, and how many orders lead to each. */
interface Frequencies {
  readonly sums: Float64Array;
  readonly orders: Float64Array;
}

const none: Frequencies = { sums: new Float64Array(), orders: new Float64Array() };
const start: Frequencies = { sums: Float64Array.of(0), orders: Float64Array.of(1) };

/** The frequencies of both ways to a point merged, each sum grown by the gap of the point. */
function joined(left: Frequencies, below: Frequencies, gap: number): Frequencies {
  const sums = new Float64Array(left.sums.length + below.sums.length);
  const orders = new Float64Array(sums.length);
  let count = 0;
  let i = 0;
  let j = 0;
  while (i < left.sums.length || j < below.sums.length) {
    const ofLeft = i < left.sums.length ? left.sums[i]! : Infinity;
    const ofBelow = j < below.sums.length ? below.sums[j]! : Infinity;
    const sum = Math.min(ofLeft, ofBelow);
    sums[count] = sum + gap;
    if (ofLeft === sum) orders[count]! += left.orders[i++]!;
    if (ofBelow === sum) orders[count]! += below.orders[j++]!;
    count += 1;
  }
  return { sums: sums.subarray(0, count), orders: orders.subarray(0, count) };
}

function leastCommonMultiple(n: number, m: number): number {
  let [a, b] = [n, m];
  while (b > 0) [a, b] = [b, a % b];
  return (n / a) * m;
}
