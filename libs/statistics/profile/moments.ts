/** Mean and spread of finite values, as Welford (1962) keeps them. */
export interface Moments {
  n: number;
  /** 0 while n is 0. */
  mean: number;
  /** What rounding took from the mean of the blocks; far from 0 the squares of a merge feel it. */
  meanRest: number;
  /** Sum of squared deviations from the mean. */
  m2: number;
}

/** Welford's update; both terms are divided before they are subtracted so that no finite input overflows the mean. */
export function addToMoments(moments: Moments, value: number): void {
  moments.n += 1;
  const before = value - moments.mean;
  moments.mean += value / moments.n - moments.mean / moments.n;
  if (moments.n > 1) moments.m2 += before * (value - moments.mean);
}

/**
 * Mean and squares of the values of both. Symmetric to the last bit, with n = 0 as identity. The means count with what
 * rounding took from them, so that the deviation of values far from 0 is as good as that of two passes over them.
 */
export function mergeMoments(a: Readonly<Moments>, b: Readonly<Moments>): Omit<Moments, 'n'> {
  if (a.n === 0) return { mean: b.mean, meanRest: b.meanRest, m2: b.m2 };
  if (b.n === 0) return { mean: a.mean, meanRest: a.meanRest, m2: a.m2 };
  const n = a.n + b.n;
  const apart = b.mean - a.mean + (b.meanRest - a.meanRest);
  // Weighted symmetrically, so that the order of the two makes no difference to the last bit; equal means stay as they are.
  const near = a.mean === b.mean ? a.mean : a.mean * (a.n / n) + b.mean * (b.n / n);
  const left = (a.mean - near + a.meanRest) * (a.n / n) + (b.mean - near + b.meanRest) * (b.n / n);
  const m2 = a.m2 + b.m2 + apart * apart * ((a.n * b.n) / n);
  // Beyond the range of a double there is nothing left to correct.
  if (!Number.isFinite(left)) return { mean: near, meanRest: 0, m2 };
  const mean = near + left;
  return { mean, meanRest: left - (mean - near), m2 };
}
