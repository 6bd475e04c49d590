import { type CellValue, type ColumnKind, type ColumnSchema, readColumns } from '@countersign/engines/files';
import {
  addNumber,
  anchorEdges,
  describeCategories,
  describeNumbers,
  emptyNumericProfile,
  type HistogramBin,
  histogramBins,
  sortFinite,
} from '@countersign/statistics/profile';
import { type DataFile } from '../uploads/uploads.service';

/** What a dataset version shows of one column. Counts are of rows; quantiles are exact over the whole file. */
export interface ColumnDescription {
  column: string;
  kind: ColumnKind;
  /** Rows with a value; finite ones where numeric. */
  n: number;
  missing: number;
  notANumber: number;
  infinite: number;
  distinct: number | null;
  min: number | null;
  max: number | null;
  mean: number | null;
  standardDeviation: number | null;
  quantiles: readonly { probability: number; value: number }[];
  /** [lower, upper); null at an open end. */
  histogram: readonly HistogramBin[];
  top: readonly { value: string; count: number }[];
  otherCount: number;
}

/** Describes every column of a file in one reading. */
export async function describeColumns(
  file: Pick<DataFile, 'path' | 'format'>,
  columns: readonly ColumnSchema[],
): Promise<ColumnDescription[]> {
  const cells = new Map<string, CellValue[]>(columns.map(({ name }) => [name, []]));
  for await (const batch of readColumns(file.path, file.format, columns)) {
    for (const [name, values] of batch.columns) {
      const collected = cells.get(name);
      for (const value of values) collected?.push(value);
    }
  }
  return columns.map(({ name, kind }) => describe(name, kind, cells.get(name) ?? []));
}

const nothing = {
  notANumber: 0,
  infinite: 0,
  distinct: null,
  min: null,
  max: null,
  mean: null,
  standardDeviation: null,
};

function describe(column: string, kind: ColumnKind, values: readonly CellValue[]): ColumnDescription {
  const missing = values.filter((value) => value === null).length;
  const base = {
    column,
    kind,
    n: values.length - missing,
    missing,
    ...nothing,
    quantiles: [],
    histogram: [],
    top: [],
    otherCount: 0,
  };
  if (kind === 'numeric') return { ...base, ...describeNumbers(values), histogram: histogram(values) };
  return kind === 'categorical' ? { ...base, ...describeCategories(values) } : base;
}

function histogram(values: readonly CellValue[]): HistogramBin[] {
  const profile = emptyNumericProfile(anchorEdges(sortFinite(values)).drawing);
  for (const value of values) addNumber(profile, value);
  return histogramBins(profile.edges, profile.counts);
}
