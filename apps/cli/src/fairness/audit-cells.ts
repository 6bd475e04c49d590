import { type Table } from '@countersign/engines/tables';
import { compareCodePoints } from '@countersign/statistics/ordering';
import { requireColumns } from '../input/column-place';
import { type FairnessRequest } from './fairness-request';
import { type NamedValues, type OutcomeColumns, outcomeMeaning, type OutcomeMeaning } from './outcome-values';
import { tallyRows } from './row-tallies';
import { readScored, type ScoredColumns } from './scored-columns';

/** Rows that share group values, stratum and outcome. */
export interface AuditCell {
  /** One value per sensitive column, null where missing. */
  groups: readonly (string | null)[];
  stratum: string | null;
  actual: boolean | null;
  /** Null where there is no decision, or no --decision. */
  decided: boolean | null;
  predicted: boolean | null;
  rows: number;
  /** Sums of weights and of their squares; rows where nothing is weighted. */
  weight: number;
  squares: number;
  scored: number;
  aboveMedian: number;
}

/** All rows of the data as cells, and what settles the rest of the audit. */
export interface AuditCells {
  cells: AuditCell[];
  rows: number;
  meaning: OutcomeMeaning;
  /** Columns of scores, in row order; null without --score. */
  scored: ScoredColumns | null;
  /** Rows left out for a missing or useless weight. */
  unweighted: number;
  /** Rows without stratum. */
  unknownStratum: number;
}

/**
 * Counts the rows of the data. Without weights and scores the engine groups them; with them one pass over typed columns does.
 *
 * @throws UsageError naming file, line, column or option
 */
export async function readAuditCells(table: Table, request: FairnessRequest): Promise<AuditCells> {
  requireNamed(table, request);
  const read = request.weight === undefined && request.score === undefined ? countInEngine : countByRow;
  const cells = await read(table, request);
  const rows = cells.cells.reduce((sum, cell) => sum + cell.rows, 0);
  const unknownStratum = cells.cells.reduce(
    (sum, cell) => (cell.stratum === null ? sum + cell.rows : sum),
    0,
  );
  return { ...cells, rows, unknownStratum: request.strata === undefined ? 0 : unknownStratum };
}

function requireNamed(table: Table, request: FairnessRequest): void {
  const { label, prediction, decision, sensitive, score, strata, weight, data } = request;
  requireColumns(table, data, [
    ['--label', label],
    ['--prediction', prediction],
    ['--decision', decision],
    ...sensitive.map((column): [string, string] => ['--sensitive', column]),
    ['--score', score],
    ['--strata', strata],
    ['--weight', weight],
  ]);
}

/** The category columns of an audit, in the order in which they are counted. */
const columnsOf = ({ sensitive, strata, decision, label, prediction }: FairnessRequest): string[] => [
  ...sensitive,
  ...(strata === undefined ? [] : [strata]),
  ...(decision === undefined ? [] : [decision]),
  ...(label === undefined ? [] : [label]),
  prediction,
];

type Counted = Omit<AuditCells, 'rows' | 'unknownStratum'>;

async function countInEngine(table: Table, request: FairnessRequest): Promise<Counted> {
  const names = columnsOf(request);
  const counts = await table.countBy(names);
  const valuesAt = (at: number) =>
    [...new Set(counts.flatMap(({ values }) => values[at] ?? []))].sort(compareCodePoints);
  const meaning = await outcomeMeaning(
    outcomesOf(request, (name) => valuesAt(names.indexOf(name))),
    request.positive,
  );
  const cells = counts.map(({ values, rows }) => ({
    ...cellOf(values, request, meaning),
    ...{ rows, weight: rows, squares: rows, scored: 0, aboveMedian: 0 },
  }));
  return { cells, meaning, scored: null, unweighted: 0 };
}

function outcomesOf(request: FairnessRequest, valuesOf: (name: string) => readonly string[]): OutcomeColumns {
  const { label, prediction, decision, data: path } = request;
  const named = (name: string, option: string): NamedValues => ({
    place: { path, name, option },
    values: valuesOf(name).filter((value) => said(value) !== null),
  });
  return {
    label: label === undefined ? undefined : named(label, '--label'),
    prediction: named(prediction, '--prediction'),
    decision: decision === undefined ? undefined : named(decision, '--decision'),
  };
}

/** A written NaN says nothing, also among texts. */
function said(value: string | null | undefined): string | null {
  return value === null || value === undefined || value.toLowerCase() === 'nan' ? null : value;
}

function cellOf(
  values: readonly (string | null)[],
  { sensitive, strata, decision, label }: FairnessRequest,
  { isPositive }: OutcomeMeaning,
): Pick<AuditCell, 'actual' | 'decided' | 'groups' | 'predicted' | 'stratum'> {
  const behind = sensitive.length + (strata === undefined ? 0 : 1);
  return {
    groups: values.slice(0, sensitive.length).map(said),
    stratum: strata === undefined ? null : said(values[sensitive.length]),
    actual: label === undefined ? null : isPositive.label(said(values.at(-2))),
    predicted: isPositive.prediction(said(values.at(-1))),
    decided: decision === undefined ? null : isPositive.decision(said(values[behind])),
  };
}

async function countByRow(table: Table, request: FairnessRequest): Promise<Counted> {
  const names = columnsOf(request);
  const columns = await table.categories(names);
  const vectors = names.map((name) => columns.get(name)!);
  const meaning = await outcomeMeaning(
    outcomesOf(request, (name) => columns.get(name)!.categories),
    request.positive,
  );
  const label = request.label === undefined ? undefined : columns.get(request.label)!;
  const numbers = await readScored(table, request, (row) => {
    const code = label?.codes[row] ?? -1;
    return code < 0 ? null : meaning.isPositive.label(said(label!.categories[code]));
  });
  const { tallies, unweighted } = tallyRows(vectors, numbers, table.rowCount);
  const cells = tallies.map(({ key, ...tally }) => ({
    ...cellOf(valuesOfKey(key, vectors), request, meaning),
    ...tally,
  }));
  return { cells, meaning, scored: numbers.scores === null ? null : numbers, unweighted };
}

function valuesOfKey(key: number, vectors: readonly { categories: readonly string[] }[]): (string | null)[] {
  let rest = key;
  return vectors
    .toReversed()
    .map(({ categories }) => {
      const code = (rest % (categories.length + 1)) - 1;
      rest = Math.floor(rest / (categories.length + 1));
      return code < 0 ? null : categories[code]!;
    })
    .toReversed();
}
