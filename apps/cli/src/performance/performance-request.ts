import { type Table } from '@countersign/engines/tables';
import { type OptionValues } from '../command';
import { requireColumns } from '../input/column-place';
import { listOption, oneOf, optionalNumber, optionalText, requiredText } from '../input/option';
import { UsageError } from '../usage-error';

const tasks = ['binary', 'multiclass', 'regression', 'ranking'] as const;
export type Task = (typeof tasks)[number];

const rowMetrics = [
  'accuracy',
  'precision',
  'recall',
  'specificity',
  'brier',
  'log_loss',
  'mae',
  'mse',
] as const;
export type RowMetric = (typeof rowMetrics)[number];

/** What the command is asked for. */
export interface PerformanceRequest {
  data: string;
  label: string;
  prediction: string | undefined;
  score: string | undefined;
  query: string | undefined;
  task: Task | undefined;
  positive: string | undefined;
  threshold: number | undefined;
  k: number;
  bins: number;
  groupBy: string[];
  hasIntersections: boolean;
  /** Columns to search; empty for all; undefined when no search is asked for. */
  weakSlices: string[] | undefined;
  weakMetric: RowMetric | undefined;
  minimumRows: number;
}

/** Reads the options. @throws UsageError */
export function performanceRequest(values: OptionValues): PerformanceRequest {
  const weak = listOption(values, '--weak-slices');
  const request: PerformanceRequest = {
    data: requiredText(values, '--data'),
    label: requiredText(values, '--label'),
    prediction: optionalText(values, '--prediction'),
    score: optionalText(values, '--score'),
    query: optionalText(values, '--query'),
    task: oneOf(values, '--task', tasks),
    positive: optionalText(values, '--positive'),
    threshold: optionalNumber(values, '--threshold'),
    k: optionalNumber(values, '--k', { minimum: 1, isWhole: true }) ?? 10,
    bins: optionalNumber(values, '--bins', { minimum: 1, maximum: 1000, isWhole: true }) ?? 10,
    groupBy: listOption(values, '--group-by') ?? [],
    hasIntersections: values['intersections'] === true,
    weakSlices: weak?.length === 1 && weak[0] === 'all' ? [] : weak,
    weakMetric: oneOf(values, '--weak-metric', rowMetrics),
    minimumRows: optionalNumber(values, '--min-rows', { minimum: 2, isWhole: true }) ?? 30,
  };
  if (request.prediction === undefined && request.score === undefined) {
    throw new UsageError('--prediction or --score is missing: name the column to compare with the label.');
  }
  if (weak === undefined && ['weak-metric', 'min-rows'].some((name) => values[name] !== undefined)) {
    throw new UsageError(
      '--weak-metric and --min-rows are of the search for weak slices: they need --weak-slices.',
    );
  }
  if (request.label === request.prediction || request.label === request.score) {
    throw new UsageError('--label has to be another column than --prediction and --score.');
  }
  return request;
}

/** @throws UsageError that names the option and the columns there are, where the file lacks a column */
export function checkColumns(request: PerformanceRequest, table: Table): void {
  const wanted: [string, string | undefined][] = [
    ['--label', request.label],
    ['--prediction', request.prediction],
    ['--query', request.query],
    ...request.groupBy.map((name): [string, string] => ['--group-by', name]),
    ...(request.weakSlices ?? []).map((name): [string, string] => ['--weak-slices', name]),
  ];
  requireColumns(table, request.data, wanted);
}
