import { type Command, type CommandResult } from '../command';
import { openInput } from '../input/open-input';
import { listHelp } from '../input/option';
import { compareColumns, type Comparison } from './compare-columns';
import { driftJson } from './drift-json';
import { driftMode } from './drift-mode';
import { driftPage, verdictText } from './drift-page';
import { type DriftRequest, driftRequest } from './drift-request';
import { methodNames } from './method-request';
import { multivariateDrift, multivariateJson, multivariateTables } from './multivariate';
import { planColumns } from './plan-columns';

/** Names in lines that fit a terminal. */
function wrapped(names: readonly string[]): string[] {
  const lines: string[] = [];
  for (let at = 0; at < names.length; at += 6) lines.push(`    ${names.slice(at, at + 6).join(', ')}`);
  return lines;
}

const usage = [
  'countersign drift --reference FILE --current FILE [options]',
  '',
  '  Compares each column of the current file with the reference file. CSV, NDJSON, Parquet.',
  '',
  '  --columns A,B          only these columns (repeatable)',
  '  --categorical A,B      read these columns as categories, such as codes written as numbers',
  '  --preset NAME          countersign (default), evidently, nannyml, azure, deequ: methods, bins and thresholds',
  '  --method M             this method for every column it fits',
  '  --method COLUMN=M      this method for one column (repeatable)',
  '  --threshold T          from which value, or below which p-value, a column has drifted',
  '  --mode exact|profile   sort the values, or count them into 1,000 bins and bound the error; without it exact up',
  '                         to 10 million rows, which take 0.7 GB of memory',
  '  --multivariate M       all features together: pca_reconstruction, domain_classifier (repeatable)',
  '  --fail-on drift        exit with 1 when the dataset has drifted, or nothing could be compared',
  '  --json, --html FILE    one JSON document; a page with a figure for each column',
  '',
  listHelp,
  '',
  '  Methods for numbers and categories:',
  ...wrapped(methodNames('categorical')),
  '  Methods for numbers only:',
  ...wrapped(methodNames().filter((name) => !methodNames('categorical').includes(name))),
].join('\n');

/** `countersign drift`: which columns of a file no longer look like those of a reference file. */
export const drift: Command = {
  usage,
  options: {
    reference: { type: 'string' },
    current: { type: 'string' },
    columns: { type: 'string', multiple: true },
    categorical: { type: 'string', multiple: true },
    preset: { type: 'string' },
    method: { type: 'string', multiple: true },
    threshold: { type: 'string' },
    mode: { type: 'string' },
    multivariate: { type: 'string', multiple: true },
    'fail-on': { type: 'string' },
  },
  run: async ({ values, progress }) => run(driftRequest(values), progress),
};

async function run(request: DriftRequest, progress: (text: string) => void): Promise<CommandResult> {
  const reference = await openInput(request.reference);
  try {
    const current = await openInput(request.current);
    try {
      const mode = driftMode(request, { reference, current });
      const plan = planColumns(request, mode, { reference, current });
      const tables = { reference, current, needsRows: request.preset === 'nannyml' };
      const comparison = await compareColumns(plan, request, { tables, mode, progress });
      const together = await multivariateDrift(request.multivariate, plan, tables);
      const rows = { reference: reference.rowCount, current: current.rowCount };
      const known = new Set(reference.columns.map(({ name }) => name));
      const newColumns = current.columns.map(({ name }) => name).filter((name) => !known.has(name));
      const report = driftPage(comparison, { ...request, mode }, { rows, newColumns });
      return {
        json: { ...driftJson(comparison, { ...request, mode }, rows), ...multivariateJson(together) },
        report: { ...report, tables: [...report.tables, ...multivariateTables(together)] },
        ...(request.failsOnDrift ? failure(comparison, together) : {}),
      };
    } finally {
      await current.close();
    }
  } finally {
    await reference.close();
  }
}

/** A gate that could look at nothing has not passed, in any of the ways asked for. */
function failure(
  comparison: Comparison,
  { results }: Awaited<ReturnType<typeof multivariateDrift>>,
): { failed?: string } {
  if (comparison.dataset.drifted !== false) return { failed: verdictText(comparison) };
  const bad = results.find(({ drifted }) => drifted !== false);
  if (bad === undefined) return {};
  const what = bad.drifted === null ? 'could not be computed' : 'found drift';
  return { failed: `All features together: ${bad.method} ${what}.` };
}
