import { type BetaTails, betaTails } from './beta-tails';

/**
 * ln(x / (1 − x)) of the beta quantile x of a lower tail p in (0, ½].
 * Newton's method on ln I as a function of the logit: that function is concave and rises, so that after the first step the
 * iterates only climb towards the root and need no bracket. A step down is halved until the tail is above 0 where it lands.
 * Below −700 the quantile itself leaves the range of a double; −Infinity is given then.
 */
export function betaLogitQuantile(p: number, a: number, b: number): number {
  const target = Math.log(p);
  let logit = Math.log(a / b);
  let tails = tailsAt(logit, a, b);
  for (let step = 0; step < 200; step += 1) {
    let move = ((target - Math.log(tails.lower)) * tails.lower) / tails.slope;
    if (logit + move < -700) move = -700 - logit;
    let next = tailsAt(logit + move, a, b);
    while (next.lower === 0 || next.slope === 0) {
      move /= 2;
      next = tailsAt(logit + move, a, b);
    }
    logit += move;
    tails = next;
    if (logit <= -700 && tails.lower >= p) return -Infinity;
    if (Math.abs(move) <= 4e-16 * Math.max(1, Math.abs(logit))) return logit;
  }
  return logit;
}

function tailsAt(logit: number, a: number, b: number): BetaTails {
  const small = Math.exp(-Math.abs(logit));
  const larger = 1 / (1 + small);
  const smaller = small / (1 + small);
  const point = logit > 0 ? { x: larger, complement: smaller } : { x: smaller, complement: larger };
  return betaTails(point, a, b);
}
