import { estimateJson } from '../output/estimate-json';
import { type LoadedTask, type Measured } from './loaded-task';
import { type MeasuredSlices } from './measure-slices';
import { type PerformanceRequest } from './performance-request';
import { type WeakSliceReport } from './search-weak-slices';

/** All that the command found. */
export interface PerformanceFindings {
  loaded: LoadedTask;
  groups: MeasuredSlices;
  /** Null when no search was asked for. */
  weak: WeakSliceReport | null;
}

/** The JSON document `countersign.performance/1`. */
export function performanceJson(
  request: PerformanceRequest,
  { loaded, groups, weak }: PerformanceFindings,
): Record<string, unknown> {
  const { label, prediction = null, score = null, query = null } = request;
  return {
    schema: 'countersign.performance/1',
    task: loaded.task,
    taskChosen: request.task === undefined ? 'inferred' : 'given',
    rows: loaded.rows,
    columns: { label, prediction, score, query },
    ...measuredJson(loaded.overall),
    ...loaded.details,
    slices: groups.slices.map(({ conditions, rows, ...measured }) => ({
      conditions,
      rows,
      ...measuredJson(measured),
    })),
    slicesLeftOut: groups.leftOut,
    ...(weak === null ? {} : { weakSlices: weakJson(weak) }),
  };
}

function measuredJson({ n, confusion, metrics }: Measured) {
  const entries = [...metrics].map(([name, estimate]) => [name, estimateJson(estimate)]);
  return { n, confusion, metrics: Object.fromEntries(entries) as Record<string, unknown> };
}

function weakJson({ slices, ...search }: WeakSliceReport) {
  return {
    ...search,
    correction: 'bh',
    slices: slices.map(({ difference, ...slice }) => ({ ...slice, difference: estimateJson(difference) })),
  };
}
