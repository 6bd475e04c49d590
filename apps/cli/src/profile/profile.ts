import { formatNumber } from '@countersign/domain/report';
import { profileTable } from '@countersign/engines/profiles';
import { type Command, type CommandResult } from '../command';
import { listHelp, listOption } from '../input/option';
import { openInput } from '../input/open-input';
import { describeColumn } from './describe-column';
import { profileReport } from './profile-report';

const usage = [
  'countersign profile FILE [options]',
  '',
  '  Describes each column of a file in one pass: counts, extremes, moments, quantiles, distinct values. CSV, NDJSON,',
  '  Parquet.',
  '',
  '  --columns A,B          only these columns (repeatable)',
  '  --json, --html FILE    one JSON document; a page',
  '',
  listHelp,
].join('\n');

/** More categories than these are not counted by name, so that a column of identifiers needs no more memory than others. */
const mostCategories = 10_000;
/** Rows between two words on how far the work is. */
const rowsPerWord = 200_000;

/** `countersign profile`: what is in a file, column by column, whatever its size. */
export const profile: Command = {
  usage,
  positionals: ['FILE'],
  options: { columns: { type: 'string', multiple: true } },
  run: async ({ values, positionals, progress }) => {
    const file = positionals[0]!;
    const columns = listOption(values, '--columns');
    return run({ file, ...(columns && { columns }) }, progress);
  },
};

async function run(
  { file, columns }: { file: string; columns?: readonly string[] },
  progress: (text: string) => void,
): Promise<CommandResult> {
  progress(`opening ${file}`);
  const table = await openInput(file);
  try {
    let said = 0;
    const profiles = await profileTable(table, {
      ...(columns && { columns }),
      capacity: mostCategories,
      progress: (rows) => {
        if (rows < said + rowsPerWord) return;
        said = rows;
        progress(`${formatNumber(rows)} of ${formatNumber(table.rowCount)} rows`);
      },
    });
    const described = [...profiles].map(([column, found]) => describeColumn(column, found));
    const json = { schema: 'countersign.profile/1', rows: table.rowCount, columns: described };
    return { json, report: profileReport(file, table.rowCount, described) };
  } finally {
    await table.close();
  }
}
