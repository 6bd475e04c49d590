import { normalCdf } from '../inference';
import { type Cumulants, type ShareCumulants } from './share-cumulants';

/** Half width, in standard deviations, of the middle where the approximation is a quotient of two vanishing numbers. */
const middle = 0.1;
/** The largest saddle looked for; farther out the exponential bound stands for the tail. */
const largestSaddle = 40;

/**
 * P(Σ|x| ≥ a, given Σx = 0) by the double saddlepoint approximation: 1 − Φ(w) + φ(w)·(1/v − 1/w), w being the signed
 * root of twice the exponent at the saddle and v the saddle times the root of the quotient of the curvatures. The error is
 * relative, so far tails are as good as near ones; without a correction for the lattice it stands for the mid-p.
 * Good to an eighth of the tail at a hundred rows a side, to a few percent at a thousand, where no few categories hold
 * most rows.
 * Source: Skovgaard, Journal of Applied Probability 24 (1987).
 */
export function shareSaddleTail(a: number, cumulants: ShareCumulants): number {
  const flat = cumulants.at(0, 0);
  const spread = middle * Math.sqrt((flat.ss * flat.uu - flat.su * flat.su) / flat.uu);
  const position = (a - flat.s) / spread;
  if (!(Math.abs(position) < 1)) return beyondMiddle(a, cumulants);
  const low = beyondMiddle(flat.s - spread, cumulants);
  const high = beyondMiddle(flat.s + spread, cumulants);
  return low + ((high - low) * (position + 1)) / 2;
}

function beyondMiddle(a: number, cumulants: ShareCumulants): number {
  const { s, at, isReached } = saddlePoint(a, cumulants);
  const exponent = Math.max(0, s * a - at.value);
  if (!isReached) return s < 0 ? 1 : Math.exp(-exponent);
  const w = Math.sign(s) * Math.sqrt(2 * exponent);
  const v = s * Math.sqrt((at.ss * at.uu - at.su * at.su) / cumulants.at(0, 0).uu);
  const density = Math.exp(-exponent) / Math.sqrt(2 * Math.PI);
  return Math.min(1, Math.max(0, normalCdf(-w) + density * (1 / v - 1 / w)));
}

interface Saddle {
  readonly s: number;
  readonly at: Cumulants;
  readonly isReached: boolean;
}

/** The point where the tilted means of (Σ|x|, Σx) are (a, 0): Newton's steps on a convex function, halved when too long. */
function saddlePoint(a: number, cumulants: ShareCumulants): Saddle {
  let point = { s: 0, u: 0 };
  let at = cumulants.at(0, 0);
  for (let round = 0; round < 60; round += 1) {
    if (Math.abs(at.s - a) + Math.abs(at.u) < 1e-9 * a) return { s: point.s, at, isReached: true };
    const step = newtonStep(at, a);
    if (step === null || Math.abs(point.s) > largestSaddle) break;
    const height = at.value - point.s * a;
    let share = 1;
    let next = at;
    let candidate = point;
    do {
      candidate = { s: point.s + share * step.s, u: point.u + share * step.u };
      next = cumulants.at(candidate.s, candidate.u);
      share /= 2;
    } while (!(next.value - candidate.s * a <= height + 1e-12 * Math.abs(height)) && share > 1e-9);
    point = candidate;
    at = next;
  }
  return { s: point.s, at, isReached: false };
}

function newtonStep(at: Cumulants, a: number): { s: number; u: number } | null {
  const determinant = at.ss * at.uu - at.su * at.su;
  if (!(determinant > 1e-12 * at.ss * at.uu)) return null;
  const gap = at.s - a;
  return {
    s: (at.su * at.u - at.uu * gap) / determinant,
    u: (at.su * gap - at.ss * at.u) / determinant,
  };
}
