import { type OptionValues } from '../command';
import { listOption, oneOf, optionalText, requiredText } from '../input/option';
import { UsageError } from '../usage-error';

/** Those of every classifier, and what a binary one is asked for unless --metrics says otherwise. */
export const classifierMetrics = [
  'roc_auc',
  'average_precision',
  'f1',
  'precision',
  'recall',
  'specificity',
  'accuracy',
] as const;
const binaryMetrics = [...classifierMetrics, 'tp', 'fp', 'fn', 'tn', 'business_value'] as const;
export const regressionMetrics = ['mae', 'mse', 'rmse', 'mape', 'msle', 'rmsle'] as const;

const tasks = ['binary', 'multiclass', 'regression'] as const;
export type EstimateTask = (typeof tasks)[number];

const metricsOf: Readonly<Record<EstimateTask, readonly string[]>> = {
  binary: binaryMetrics,
  multiclass: classifierMetrics,
  regression: regressionMetrics,
};
/** Calendar periods, so many rows a chunk, or ten chunks. */
export type Chunking = 'month' | 'week' | 'day' | { readonly rows: number } | 'tenths';

/** What the command is asked for. */
export interface EstimateRequest {
  readonly reference: string;
  readonly analysis: string;
  readonly label: string;
  readonly score: string | undefined;
  readonly prediction: string | undefined;
  readonly positive: string | undefined;
  readonly timestamp: string | undefined;
  readonly chunking: Chunking;
  /** A file with late labels of the analysis rows. */
  readonly labels: string | undefined;
  readonly id: string | undefined;
  readonly task: EstimateTask;
  /** Undefined for the usual ones. */
  readonly metrics: readonly string[] | undefined;
  readonly features: readonly string[] | undefined;
  readonly values: { tp: number; fp: number; fn: number; tn: number } | undefined;
  readonly groupBy: string | undefined;
  readonly failsOnAlert: boolean;
}

/** Reads the options. @throws UsageError */
export function estimateRequest(values: OptionValues): EstimateRequest {
  const score = optionalText(values, '--score');
  const prediction = optionalText(values, '--prediction');
  const task = oneOf(values, '--task', tasks) ?? (score === undefined ? 'regression' : 'binary');
  const request: EstimateRequest = {
    reference: requiredText(values, '--reference'),
    analysis: requiredText(values, '--analysis'),
    label: requiredText(values, '--label'),
    score,
    prediction,
    positive: optionalText(values, '--positive'),
    timestamp: optionalText(values, '--timestamp'),
    chunking: chunking(optionalText(values, '--chunk')),
    labels: optionalText(values, '--labels'),
    id: optionalText(values, '--id'),
    task,
    metrics: listOption(values, '--metrics'),
    features: listOption(values, '--features'),
    values: outcomeValues(optionalText(values, '--values')),
    groupBy: optionalText(values, '--group-by'),
    failsOnAlert: oneOf(values, '--fail-on', ['alert']) !== undefined,
  };
  check(request);
  return request;
}

function chunking(text: string | undefined): Chunking {
  if (text === undefined) return 'tenths';
  if (text === 'month' || text === 'week' || text === 'day') return text;
  const rows = Number(text);
  if (/^\d+$/.test(text) && rows >= 1 && rows < 2 ** 32) return { rows };
  throw new UsageError(`--chunk is month, week, day or a number of rows, not "${text}".`);
}

/** Sums of such values over any file stay finite. */
const largestValue = 1e100;

function outcomeValues(text: string | undefined): EstimateRequest['values'] {
  if (text === undefined) return undefined;
  const [tp, fp, fn, tn, ...more] = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const numbers = [tp, fp, fn, tn];
  if (more.length > 0 || !numbers.every((number) => Math.abs(number!) <= largestValue)) {
    throw new UsageError(
      `--values is what a row of each kind is worth, TP,FP,FN,TN, each up to ${largestValue}, not "${text}".`,
    );
  }
  return { tp: tp!, fp: fp!, fn: fn!, tn: tn! };
}

function check(request: EstimateRequest): void {
  const { task, score, prediction, chunking: cut, timestamp, metrics, groupBy, values } = request;
  if (task !== 'regression' && score === undefined) throw new UsageError('--score is missing.');
  if (task === 'regression' && prediction === undefined) {
    throw new UsageError('--score is missing for a classifier, --prediction for a regression model.');
  }
  if (request.id !== undefined && request.labels === undefined) {
    throw new UsageError('--id joins late labels: it needs --labels.');
  }
  if (request.features !== undefined && task !== 'regression') {
    throw new UsageError('--features are those of a regression model: they need --task regression.');
  }
  if (typeof cut === 'string' && cut !== 'tenths' && timestamp === undefined) {
    throw new UsageError(`--chunk ${cut} needs --timestamp.`);
  }
  if (task === 'multiclass' && prediction === undefined) throw new UsageError('--prediction is missing.');
  const known = metricsOf[task];
  const strange = metrics?.find((name) => !known.includes(name));
  if (strange !== undefined) throw new UsageError(`--metrics are of ${known.join(', ')}, not "${strange}".`);
  if (metrics?.includes('business_value') && values === undefined) {
    throw new UsageError('The metric business_value needs --values TP,FP,FN,TN.');
  }
  const curves = ['roc_auc', 'average_precision'];
  const needing = metrics?.find((name) => task === 'binary' && !curves.includes(name));
  if (prediction === undefined && needing !== undefined) {
    throw new UsageError(`The metric ${needing} needs --prediction.`);
  }
  if (groupBy !== undefined && (task !== 'binary' || prediction === undefined)) {
    throw new UsageError('--group-by needs a classifier with --score and --prediction.');
  }
}
