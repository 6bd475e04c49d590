import { type DriftOptions, type DriftPreset } from '@countersign/statistics/column-drift';
import { type OptionValues } from '../command';
import { listOption, oneOf, optionalNumber, requiredText } from '../input/option';
import { type DriftMode } from './drift-mode';
import { UsageError } from '../usage-error';
import { type MethodRequest, methodRequest } from './method-request';
import { type MultivariateMethod, multivariateMethods } from './multivariate';

/** What the command line asks for. */
export interface DriftRequest {
  readonly reference: string;
  readonly current: string;
  /** Columns to compare; all of the reference file without it. */
  readonly columns: readonly string[] | undefined;
  /** Columns to read as categories, whatever the files say. */
  readonly categorical: ReadonlySet<string>;
  readonly preset: DriftPreset;
  readonly methods: MethodRequest;
  readonly threshold: number | undefined;
  readonly failsOnDrift: boolean;
  /** Left to the size of the files without it. */
  readonly mode: DriftMode | undefined;
  /** Methods that look at all features together. */
  readonly multivariate: readonly MultivariateMethod[];
}

const presets = ['countersign', 'evidently', 'nannyml', 'azure', 'deequ'] as const;

/** @throws UsageError naming the option */
export function driftRequest(values: OptionValues): DriftRequest {
  const { method } = values;
  const words = method === undefined ? [] : [method].flat().map(String);
  return {
    reference: requiredText(values, '--reference'),
    current: requiredText(values, '--current'),
    columns: listOption(values, '--columns'),
    categorical: new Set(listOption(values, '--categorical')),
    preset: oneOf(values, '--preset', presets) ?? 'countersign',
    methods: methodRequest(words),
    threshold: optionalNumber(values, '--threshold', { minimum: 0 }),
    mode: oneOf(values, '--mode', ['exact', 'profile']),
    multivariate: multivariate(listOption(values, '--multivariate') ?? []),
    failsOnDrift: oneOf(values, '--fail-on', ['drift']) !== undefined,
  };
}

function multivariate(names: readonly string[]): MultivariateMethod[] {
  return names.map((name) => {
    const method = multivariateMethods.find((known) => known === name);
    if (method !== undefined) return method;
    throw new UsageError(`--multivariate is of ${multivariateMethods.join(', ')}, not "${name}".`);
  });
}

/** The same for the statistics. */
export function driftOptions({ preset, methods, threshold }: DriftRequest): DriftOptions {
  const columns = new Map([...methods.byColumn].map(([column, method]) => [column, { method }]));
  return { preset, method: methods.all, threshold, columns };
}
