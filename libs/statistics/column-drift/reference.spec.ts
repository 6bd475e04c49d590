import { type CsvRow, readRealCsv, withRealData } from '@countersign/testing/real-data';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DriftMethod } from '../drift';
import { categoricalSide, type ColumnPair } from './column-pair';
import { type DriftPreset } from './drift-options';
import { judgeColumns } from './judge-columns';
import { measureColumn } from './measure-column';

type Kind = ColumnPair['kind'];
type Cell = string | number | null;
type Sides = readonly [reference: readonly Cell[], current: readonly Cell[]];

interface Counted {
  readonly values: readonly (string | number)[];
  readonly counts: readonly string[];
  readonly missing: readonly number[];
}

interface Data {
  readonly file?: 'california' | 'compas';
  readonly referenceRows?: number;
  readonly month?: string;
  readonly lastRow?: number;
  readonly columns?: Readonly<Record<string, { readonly reference: Counted; readonly current: Counted }>>;
  /** The name of the case that holds the counts. */
  readonly case?: string;
  readonly lists?: Readonly<Record<string, readonly [Cell[], Cell[]]>>;
  readonly times?: number;
}

interface ColumnAnswer {
  readonly method: DriftMethod;
  readonly value?: number | null;
  readonly pValue?: number | null;
  readonly threshold: number | null;
  readonly drifted: boolean;
}

interface Case {
  readonly name: string;
  readonly inputs: {
    readonly preset: DriftPreset;
    readonly data: Data;
    readonly kinds: Readonly<Record<string, Kind>>;
    readonly method: DriftMethod | null;
  };
  readonly expected: {
    readonly columns: Readonly<Record<string, ColumnAnswer>>;
    readonly dataset?: { readonly drifted: boolean; readonly count: number; readonly share: number };
  };
}

const { cases } = JSON.parse(readFileSync(join(__dirname, '../reference-tables/presets.json'), 'utf8')) as {
  readonly cases: readonly Case[];
};

const files = new Map<string, readonly CsvRow[]>();

function rowsOf(name: string): readonly CsvRow[] {
  const rows = files.get(name) ?? readRealCsv(name);
  files.set(name, rows);
  return rows;
}

function fileSides({ file, referenceRows, month, lastRow }: Data, column: string): Sides {
  const cells = (rows: readonly CsvRow[]): string[] => rows.map((row) => row[column]!);
  if (file === 'compas') {
    const rows = rowsOf('compas.csv');
    return [cells(rows.slice(0, referenceRows)), cells(rows.slice(referenceRows, lastRow))];
  }
  const window = rowsOf('california_housing_analysis.csv').filter((row) => row.timestamp!.startsWith(month!));
  return [cells(rowsOf('california_housing_reference.csv').slice(0, referenceRows)), cells(window)];
}

/** Rows in the order of the chunks, within a chunk by value, missing ones last. */
function fromCounts({ values, counts, missing }: Counted): Cell[] {
  return counts.flatMap((text, chunk) => [
    ...text.split(' ').flatMap((count, index) => new Array<Cell>(Number(count)).fill(values[index]!)),
    ...new Array<Cell>(missing[chunk]!).fill(null),
  ]);
}

function sidesOf(data: Data, column: string): Sides {
  if (data.file) return fileSides(data, column);
  if (data.case) return sidesOf(cases.find(({ name }) => name === data.case)!.inputs.data, column);
  if (data.columns)
    return [fromCounts(data.columns[column]!.reference), fromCounts(data.columns[column]!.current)];
  const [reference, current] = data.lists![column]!;
  const repeated = (cells: Cell[]): Cell[] => new Array(data.times!).fill(cells).flat() as Cell[];
  return [repeated(reference), repeated(current)];
}

function pairOf(column: string, kind: Kind, [reference, current]: Sides): ColumnPair {
  if (kind === 'numeric') {
    const side = (cells: readonly Cell[]): { values: Float64Array } => ({
      values: Float64Array.from(cells, (cell) => (cell === null ? NaN : Number(cell))),
    });
    return { column, kind, reference: side(reference), current: side(current) };
  }
  const side = (cells: readonly Cell[]): ReturnType<typeof categoricalSide> => {
    const categories = [...new Set(cells.filter((cell) => cell !== null))].map(String);
    const codes = Int32Array.from(cells, (cell) => categories.indexOf(String(cell)));
    return categoricalSide({ codes, categories });
  };
  return { column, kind, reference: side(reference), current: side(current) };
}

/** 1e-9 relative; `floor` absolutely, for the digits that the peer itself has lost. */
function isClose(actual: number | null, expected: number | null | undefined, floor: number): boolean {
  if (expected === undefined || expected === null) return expected === undefined || actual === null;
  return Math.abs(actual! - expected) <= Math.max(floor, 1e-9 * Math.abs(expected));
}

/** What differs from the peer, in words; nothing when all methods, numbers and verdicts agree. */
function differences({ inputs: { preset, data, kinds, method }, expected }: Case): unknown[] {
  const options = { preset, ...(method && { method }) };
  const measures = Object.entries(kinds).map(([column, kind]) =>
    measureColumn(pairOf(column, kind, sidesOf(data, column)), options),
  );
  const report = judgeColumns(measures, options);
  const { count, share, drifted } = report.dataset;
  const columns = report.columns.filter((drift) => {
    const answer = expected.columns[drift.column]!;
    // Where all chunks have equal shares NannyML may take the root of -1e-17: its line is NaN and it never alerts.
    const isDrifted = answer.threshold === null ? drift.value! > 2e-8 : answer.drifted;
    const agrees =
      drift.method === answer.method &&
      drift.drifted === isDrifted &&
      // Distances of equal shares end at the root of 1e-16 there, p-values at 1 - cdf.
      isClose(drift.value, answer.value, 2e-8) &&
      isClose(drift.pValue, answer.pValue, 1e-14) &&
      isClose(drift.threshold, answer.threshold ?? 0, 2e-8);
    return !agrees;
  });
  const dataset = expected.dataset;
  const isSame =
    !dataset || (dataset.count === count && dataset.share === share && dataset.drifted === drifted);
  return [...columns, ...(isSame ? [] : [report.dataset])];
}

const compared = cases.reduce((sum, { expected: { columns } }) => {
  return sum + Object.values(columns).reduce((numbers, answer) => numbers + Object.keys(answer).length, 0);
}, 0);

describe(`presets against Evidently 0.7.23 and NannyML 0.13.1: ${compared} methods, values, lines and verdicts`, () => {
  const [real, made] = [
    cases.filter(({ inputs }) => inputs.data.file),
    cases.filter(({ inputs }) => !inputs.data.file),
  ];
  it.each(made)('D-11 $name', (example) => expect(differences(example)).toEqual([]));
  withRealData(() => {
    it.each(real)('D-12 $name', (example) => expect(differences(example)).toEqual([]));
  });
});
