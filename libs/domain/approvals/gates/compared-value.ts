import type { Estimate } from '@countersign/statistics/inference';
import type { MeasurementRule, PerformanceRule, Use } from './gate-rules';

/** What keeps a number on one side: inclusive, in the number's unit. */
export interface Limit {
  op: 'at_least' | 'at_most';
  limit: number;
}

/** The end of an interval that makes little data count against what is judged. */
export const carefulEnd: Readonly<Record<Limit['op'], Use>> = { at_least: 'lower', at_most: 'upper' };

/** The limits of a rule on one number: one, or two that hold together. */
export function limitsOf(rule: MeasurementRule | PerformanceRule): Limit[] {
  if (rule.kind === 'measurement') return [{ op: rule.op, limit: rule.limit }];
  const { minimum, maximum } = rule;
  return [
    ...(minimum === undefined ? [] : [{ op: 'at_least' as const, limit: minimum }]),
    ...(maximum === undefined ? [] : [{ op: 'at_most' as const, limit: maximum }]),
  ];
}

/** What a rule compares of an estimate; undefined where the estimate has no value, or not the interval asked for. */
export function comparedValue(use: Use, estimate: Estimate): number | undefined {
  if (estimate.status !== 'ok') return undefined;
  return use === 'point' ? estimate.value : estimate.interval?.[use];
}

/** How far a number lies within a limit, in its unit; negative beyond it. */
export function marginOf({ op, limit }: Limit, value: number): number {
  return op === 'at_least' ? value - limit : limit - value;
}

/** A number that is none keeps no limit. */
export function isKept(limit: Limit, value: number): boolean {
  return marginOf(limit, value) >= 0;
}

const parts: Readonly<Record<Use, string>> = {
  ...{ point: '', lower: 'The lower bound of ', upper: 'The upper bound of ' },
};

/** What is compared, at the beginning of a sentence. */
export function partName(use: Use, name: string): string {
  return `${parts[use]}${name}`;
}

/** Such as `at least 0.7 and at most 0.9`. */
export function limitsText(limits: readonly Limit[]): string {
  return limits
    .map(({ op, limit }) => `${op === 'at_least' ? 'at least' : 'at most'} ${limit}`)
    .join(' and ');
}

/** A number as sentences have it: six digits tell it from any limit that somebody writes down. */
export const numberText = (value: number): string => String(Number(value.toPrecision(6)));
