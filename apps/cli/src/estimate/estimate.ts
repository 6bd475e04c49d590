import { type Command } from '../command';
import { requireColumns } from '../input/column-place';
import { openInput } from '../input/open-input';
import { listHelp } from '../input/option';
import { binaryFindings } from './binary-findings';
import { rowOrder } from './chunked-rows';
import { type EstimateRequest, estimateRequest } from './estimate-request';
import { estimationJson } from './estimation-json';
import { estimationReport } from './estimation-report';
import { type EstimateFindings } from './findings';
import { multiclassFindings } from './multiclass-findings';
import { regressionFindings } from './regression-findings';

const findingsOf = {
  binary: binaryFindings,
  multiclass: multiclassFindings,
  regression: regressionFindings,
};

const text = { type: 'string' } as const;
const list = { type: 'string', multiple: true } as const;

export const estimate: Command = {
  usage: [
    'countersign estimate --reference FILE --analysis FILE --label C --score C [--prediction C] [--positive V]',
    '  [--timestamp C] [--chunk month|week|day|N] [--labels FILE [--id C]] [--group-by C] [--metrics A,B] [--values TP,FP,FN,TN]',
    'countersign estimate --task multiclass --reference FILE --analysis FILE --label C --score C --prediction C',
    'countersign estimate --task regression --reference FILE --analysis FILE --label C --prediction C [--features A,B]',
    '  all with [--timestamp C] [--chunk …] [--labels FILE] [--fail-on alert] [--json] [--html OUT]',
    '',
    '  --reference   rows with labels from a time in which the model did well',
    '  --score       probability of the positive class; of several classes the columns SCORE_<class>',
    '  --chunk       calendar periods in UTC, or N rows a chunk; ten chunks without it',
    '  --labels      labels of the analysis rows that came late, in their order or joined by --id',
    '  --group-by    expected rates of groups before labels arrive',
    '  --values      what a row of each kind is worth, for the metric business_value',
    '  --fail-on     alert: exit 1 when an estimate of the analysis period lies beyond its threshold',
    '',
    listHelp,
  ].join('\n'),
  options: {
    reference: text,
    analysis: text,
    label: text,
    score: text,
    prediction: text,
    positive: text,
    timestamp: text,
    chunk: text,
    labels: text,
    id: text,
    task: text,
    metrics: list,
    features: list,
    values: text,
    'group-by': text,
    'fail-on': text,
  },
  run: async ({ values, progress }) => {
    const request = estimateRequest(values);
    const { findings, rows } = await readAndEstimate(request, progress);
    const alerts = findings.metrics.flatMap(({ metric, chunks }) =>
      chunks.filter(({ alert, period }) => alert === true && period === 'analysis').map(() => metric),
    );
    const failed = request.failsOnAlert && alerts.length > 0 ? failure(alerts) : undefined;
    return {
      json: estimationJson(request, findings, rows),
      report: estimationReport(request, findings),
      ...(failed === undefined ? {} : { failed }),
    };
  },
};

async function readAndEstimate(
  request: EstimateRequest,
  progress: (text: string) => void,
): Promise<{ findings: EstimateFindings; rows: { reference: number; analysis: number } }> {
  progress(`reading ${request.reference}`);
  const reference = await openInput(request.reference);
  try {
    progress(`reading ${request.analysis}`);
    const analysis = await openInput(request.analysis);
    try {
      const sideOf = async (table: typeof reference, path: string) => {
        requireColumns(table, path, [['--timestamp', request.timestamp]]);
        return { table, order: await rowOrder(table, { ...request, path }) };
      };
      const sides = {
        reference: await sideOf(reference, request.reference),
        analysis: await sideOf(analysis, request.analysis),
      };
      progress('estimating');
      const rows = { reference: reference.rowCount, analysis: analysis.rowCount };
      return { findings: await findingsOf[request.task](sides, request), rows };
    } finally {
      await analysis.close();
    }
  } finally {
    await reference.close();
  }
}

function failure(alerts: readonly string[]): string {
  const metrics = [...new Set(alerts)].join(', ');
  return `${alerts.length} ${alerts.length === 1 ? 'estimate lies' : 'estimates lie'} beyond the threshold: ${metrics}.`;
}
