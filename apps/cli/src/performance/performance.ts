import { type Table } from '@countersign/engines/tables';
import { type Command } from '../command';
import { openInput } from '../input/open-input';
import { listHelp } from '../input/option';
import { binaryTask } from './binary-task';
import { chooseTask } from './choose-task';
import { type LoadedTask } from './loaded-task';
import { measureSlices } from './measure-slices';
import { multiclassTask } from './multiclass-task';
import { type PerformanceFindings, performanceJson } from './performance-json';
import { performanceReport } from './performance-report';
import { checkColumns, type PerformanceRequest, performanceRequest, type Task } from './performance-request';
import { rankingTask } from './ranking-task';
import { regressionTask } from './regression-task';
import { searchWeakSlices } from './search-weak-slices';

const loaders: Record<Task, (table: Table, request: PerformanceRequest) => Promise<LoadedTask>> = {
  binary: binaryTask,
  multiclass: multiclassTask,
  regression: regressionTask,
  ranking: rankingTask,
};

export const performance: Command = {
  usage: [
    'countersign performance --data FILE --label C (--prediction C | --score C | both) [--task binary|multiclass|regression|ranking]',
    '  [--positive V] [--threshold T] [--bins N] [--query C] [--k N] [--group-by A,B] [--intersections]',
    '  [--weak-slices COLS|all] [--weak-metric M] [--min-rows N] [--json] [--html OUT]',
    '',
    '  --score          probability of the positive class; of several classes the columns SCORE_<class>',
    '  --threshold      scores of T or more are positive predictions; 0.5 for scores in [0, 1]',
    '  --group-by       measures every value of each column; --intersections all of them crossed, too',
    '  --weak-slices    searches columns and pairs of them for slices that are worse than the rest',
    '',
    listHelp,
  ].join('\n'),
  options: {
    data: { type: 'string' },
    label: { type: 'string' },
    prediction: { type: 'string' },
    score: { type: 'string' },
    task: { type: 'string' },
    positive: { type: 'string' },
    threshold: { type: 'string' },
    bins: { type: 'string' },
    query: { type: 'string' },
    k: { type: 'string' },
    'group-by': { type: 'string', multiple: true },
    intersections: { type: 'boolean' },
    'weak-slices': { type: 'string', multiple: true },
    'weak-metric': { type: 'string' },
    'min-rows': { type: 'string' },
  },
  run: async ({ values, progress }) => {
    const request = performanceRequest(values);
    progress(`reading ${request.data}`);
    const table = await openInput(request.data);
    try {
      const findings = await measure(table, request);
      return { json: performanceJson(request, findings), report: performanceReport(request, findings) };
    } finally {
      await table.close();
    }
  },
};

async function measure(table: Table, request: PerformanceRequest): Promise<PerformanceFindings> {
  checkColumns(request, table);
  const loaded = await loaders[await chooseTask(table, request)](table, request);
  return {
    loaded,
    groups: await measureSlices(table, loaded, request),
    weak: request.weakSlices === undefined ? null : await searchWeakSlices(table, loaded, request),
  };
}
