/** Mean and spread of finite values, as Welford (1962) keeps them. */
export interface Moments {
  n: number;
  /** 0 while n is 0. */
  mean: number;
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

/** Mean and squares of the values of both. Symmetric to the last bit, with n = 0 as identity. */
export function mergeMoments(a: Readonly<Moments>, b: Readonly<Moments>): { mean: number; m2: number } {
  if (a.n === 0) return { mean: b.mean, m2: b.m2 };
  if (b.n === 0) return { mean: a.mean, m2: a.m2 };
  const n = a.n + b.n;
  const apart = b.mean - a.mean;
  return {
    // Weighted symmetrically, so that the order of the two makes no difference to the last bit; equal means stay as they are.
    mean: apart === 0 ? a.mean : a.mean * (a.n / n) + b.mean * (b.n / n),
    m2: a.m2 + b.m2 + apart * apart * ((a.n * b.n) / n),
  };
}
