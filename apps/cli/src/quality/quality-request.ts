import { type OptionValues } from '../command';
import { listOption, oneOf, optionalNumber, optionalText, requiredText } from '../input/option';
import { UsageError } from '../usage-error';

/** What the words of the command line ask for. */
export interface QualityRequest {
  reference: string | undefined;
  current: string;
  expect: string | undefined;
  columns: readonly string[] | undefined;
  id: string | undefined;
  timestamp: string | undefined;
  /** Milliseconds since 1970 (UTC). */
  now: number;
  maximumAgeHours: number | undefined;
  failsOnFailed: boolean;
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** @throws UsageError */
export function qualityRequest(values: OptionValues, clock: () => number): QualityRequest {
  const reference = optionalText(values, '--reference');
  const expect = optionalText(values, '--expect');
  if (reference === undefined && expect === undefined)
    throw new UsageError('--reference or --expect is missing: what are the data held against?');
  const timestamp = optionalText(values, '--timestamp');
  const maximumAgeHours = optionalNumber(values, '--max-age', { minimum: 0 });
  const now = optionalText(values, '--now');
  if (timestamp === undefined && (maximumAgeHours !== undefined || now !== undefined))
    throw new UsageError('--max-age and --now need --timestamp: which column says when a row was made?');
  return {
    reference,
    current: requiredText(values, '--current'),
    expect,
    columns: listOption(values, '--columns'),
    id: optionalText(values, '--id'),
    timestamp,
    now: now === undefined ? clock() : instantOf(now),
    maximumAgeHours,
    failsOnFailed: oneOf(values, '--fail-on', ['failed']) !== undefined,
  };
}

function instantOf(text: string): number {
  const time = instant.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time))
    throw new UsageError(`--now is an instant with its zone, such as 2026-11-21T10:00:00Z, not "${text}".`);
  return time;
}
