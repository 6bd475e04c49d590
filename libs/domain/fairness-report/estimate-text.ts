import { type Estimate, type Interval } from '@countersign/statistics/inference';
import { reasonText } from './reason-text';

/** A share as per cent with one decimal, so that the shares of a column line up; tiny ones keep two significant digits. */
export function percent(share: number): string {
  const value = 100 * share;
  const isTiny = value !== 0 && Math.abs(value) < 0.1;
  return `${isTiny ? Number(value.toPrecision(2)) : value.toFixed(1)} %`;
}

/** A number without unit with three decimals. */
export function decimal(value: number): string {
  // Rounding must not leave a minus before nothing.
  return value.toFixed(3).replace(/^-(0\.0*)$/, '$1');
}

type Format = (value: number) => string;

/** The value, or the reason why there is none. */
export function valueText(estimate: Estimate, format: Format = decimal): string {
  return estimate.status === 'ok' ? format(estimate.value) : reasonText(estimate.reason);
}

export function boundsText(
  { lower, upper }: Pick<Interval, 'lower' | 'upper'>,
  format: Format = decimal,
): string {
  return `${format(lower)} to ${format(upper)}`;
}

/** Of an estimate that has none the reason; nothing where the value is missing, too, whose reason stands beside. */
export function intervalText(estimate: Estimate, format: Format = decimal): string {
  if (estimate.status !== 'ok') return '';
  if (estimate.interval) return boundsText(estimate.interval, format);
  return estimate.intervalReason ? reasonText(estimate.intervalReason) : 'none';
}

/** A p-value; below a ten-thousandth that is all that is said. */
export function pText(p: number | null): string {
  if (p === null) return 'no test';
  return p < 0.0001 ? '< 0.0001' : p.toFixed(4);
}

const names: Readonly<Record<string, string>> = {
  wilson: 'Wilson',
  newcombe: 'Newcombe',
  katz: 'Katz',
  koopman: 'Koopman',
  delong: 'DeLong',
  mover: 'joined (MOVER)',
};

/** A method of an interval by its name, such as "Newcombe simultaneous". */
function methodText(method: string): string {
  const worse = method.replace(/^worse_of_two_/, '');
  const [first, ...rest] = worse.split('_');
  const name = [names[first!] ?? first, ...rest].join(' ');
  return worse === method ? name : `${name} for the worse of two rates`;
}

/** How the intervals of a table were made, each way once: "Wilson, Katz at 95 %". */
export function intervalMethods(estimates: readonly Estimate[]): string {
  const ways = estimates.flatMap((estimate) =>
    estimate.status === 'ok' && estimate.interval
      ? [{ name: methodText(estimate.interval.method), level: levelOf(estimate.interval.confidenceLevel) }]
      : [],
  );
  const levels = [...new Set(ways.map(({ level }) => level))];
  const byLevel = levels.map((level) => {
    const atLevel = ways.filter((way) => way.level === level).map(({ name }) => name);
    return `${[...new Set(atLevel)].join(', ')} at ${level}`;
  });
  return ways.length === 0 ? 'none' : byLevel.join('; ');
}

/** A level of confidence without the noise of its double: 0.95 is 95 %. */
export const levelOf = (confidenceLevel: number): string =>
  `${Number((100 * confidenceLevel).toPrecision(6))} %`;
