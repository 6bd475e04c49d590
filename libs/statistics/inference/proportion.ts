import { type Estimate, known, notComputable } from './estimate';
import { type ReasonCode } from './reason-code';
import { wilsonInterval } from './wilson-interval';

/**
 * The share numerator / denominator with its Wilson interval at 95 %; n is the denominator.
 * An empty denominator gives `reasonIfZero` in place of a value.
 * @example proportion(8, 10, 'no_rows').value // 0.8
 */
export function proportion(numerator: number, denominator: number, reasonIfZero: ReasonCode): Estimate {
  return proportionAt(numerator, denominator, { reasonIfZero, confidenceLevel: 0.95 });
}

/** As `proportion`, with its interval at a level in (0, 1). */
export function proportionAt(
  numerator: number,
  denominator: number,
  { reasonIfZero, confidenceLevel }: { readonly reasonIfZero: ReasonCode; readonly confidenceLevel: number },
): Estimate {
  const [n, method] = [denominator, 'proportion'];
  if (n === 0) return notComputable({ n, numerator, denominator, method, reason: reasonIfZero });
  const value = numerator / denominator;
  const interval = wilsonInterval(numerator, denominator, confidenceLevel);
  return known({ n, numerator, denominator, method, value, interval });
}
