import { type Table } from '@countersign/engines/tables';
import { type Command, type CommandResult } from '../command';
import { openInput } from '../input/open-input';
import { listHelp } from '../input/option';
import { UsageError } from '../usage-error';
import { checkColumns, checkDataset } from './check-quality';
import { learnFrom, mergeExpectations } from './expected-quality';
import { qualityJson, summarize } from './quality-json';
import { qualityReport } from './quality-report';
import { type QualityRequest, qualityRequest } from './quality-request';
import { readExpectations } from './read-expectations';

const usage = [
  'countersign quality --reference F --current F [options]',
  '       countersign quality --expect FILE --current F [options]',
  '',
  '  --expect FILE      expectations (countersign.expectations/1); with --reference, they replace what is learned',
  '  --columns A,B      check these columns only',
  '  --id C             the column of ids: none may repeat',
  '  --timestamp C      the column of times: the newest row may not be older than',
  '  --max-age HOURS    this; by default the longest pause of the reference',
  '  --now T            as seen from this instant, such as 2026-11-21T10:00:00Z; by default the clock',
  '  --fail-on failed   exit with 1 when a check did not pass; one that cannot be computed does not pass',
  '  --html OUT         write the report as a page',
  '  --json             print one JSON document',
  '',
  listHelp,
].join('\n');

export const quality: Command = {
  usage,
  options: {
    reference: { type: 'string' },
    current: { type: 'string' },
    expect: { type: 'string' },
    columns: { type: 'string', multiple: true },
    id: { type: 'string' },
    timestamp: { type: 'string' },
    'max-age': { type: 'string' },
    now: { type: 'string' },
    'fail-on': { type: 'string' },
  },
  run: async ({ values, progress }) => {
    const request = qualityRequest(values, Date.now);
    const given = request.expect === undefined ? undefined : readExpectations(request.expect);
    progress(`reading ${request.current}`);
    const current = await openInput(request.current);
    const reference = request.reference === undefined ? undefined : await openInput(request.reference);
    try {
      if (reference) progress(`learning from ${request.reference}`);
      const learned = reference && (await learnFrom(reference, request, current.rowCount));
      const expectations = mergeExpectations(request, given, learned);
      const strange = request.columns?.find((name) => !expectations.columns.has(name));
      if (strange !== undefined)
        throw new UsageError(`--columns ${strange}: nothing is expected of such a column.`);
      const columns = await checkColumns(current, expectations, (done, of) =>
        progress(`checking ${request.current}: ${done} of ${of} columns`),
      );
      const dataset = await checkDataset(current, expectations, request);
      return resultOf(request, {
        reference: rowsOf(reference),
        current: rowsOf(current),
        expectations,
        columns,
        dataset,
      });
    } finally {
      await current.close();
      await reference?.close();
    }
  },
};

function rowsOf(table: Table): { rows: number };
function rowsOf(table: Table | undefined): { rows: number } | null;
function rowsOf(table: Table | undefined): { rows: number } | null {
  return table ? { rows: table.rowCount } : null;
}

function resultOf(
  { failsOnFailed }: QualityRequest,
  answer: Parameters<typeof qualityJson>[0],
): CommandResult {
  const { checks, failed, unknown } = summarize(answer);
  const isFailed = failsOnFailed && failed + unknown > 0;
  return {
    json: qualityJson(answer),
    report: qualityReport(answer),
    ...(isFailed
      ? {
          failed: `${failed + unknown} of ${checks} checks did not pass (${failed} failed, ${unknown} unknown).`,
        }
      : {}),
  };
}
