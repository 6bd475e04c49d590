import {
  type CellValue,
  type ColumnBatch,
  type ColumnRequest,
  type ColumnSchema,
  readColumns,
  readSchema,
} from '@countersign/engines/files';
import { Problem } from '../../server/problem';
import { answerValue } from '../models/answer-value';
import { type Baseline } from '../models/baseline';
import { type ColumnMapping, namedColumns } from '../models/column-mapping';
import { assertScore } from '../models/score-value';
import { type Task } from '../models/task';
import { type DataFile, readingFile } from '../uploads/uploads.service';
import { assertMapped, fault, requiredColumn } from './file-columns';
import { jsonObjectWriter, payloadDigest, type PredictionRow } from './prediction-row';
import { rowTime } from './row-time';

export interface PredictionSource {
  file: Pick<DataFile, 'path' | 'format'>;
  mapping: ColumnMapping & { assumeUtc: boolean };
  task: Task;
  /** Decides the kinds its features are read in; null where the version has none. */
  baseline: Baseline | null;
  /** The time of rows in a file that states none; no row may be more than a day later. */
  receivedAt: Date;
}

/** A file of predictions, checked in every row. */
export interface PredictionFile {
  rows: PredictionRow[];
  /** Feature → its value per row of the file. */
  features: Map<string, CellValue[]>;
}

const mostRows = 1_000_000;

/**
 * Reads a file of predictions completely; a fault anywhere refuses all of it.
 *
 * @throws Problem naming field, and line and column where known: what readColumns throws of a file, MISSING_COLUMN,
 *   MISSING_VALUE (id, time, or both prediction and score), NOT_A_NUMBER, NOT_A_TIME, BAD_INPUT (a binary score outside
 *   [0, 1], a mapped label, a time that is still to come), BATCH_TOO_LARGE
 */
export function readPredictionFile(source: PredictionSource): Promise<PredictionFile> {
  return readingFile('uploadId', async () => {
    const { file, mapping, baseline } = source;
    refuseLabel(mapping);
    requiredColumn(mapping, 'id');
    if (mapping.prediction === null && mapping.score === null)
      throw new Problem(
        'MISSING_VALUE',
        'The mapping must say which column is the prediction or the score.',
        {
          field: 'mapping.prediction',
        },
      );
    const { columns, rowCount } = await readSchema(file.path, file.format);
    if (rowCount > mostRows)
      throw new Problem('BATCH_TOO_LARGE', `A file may have at most ${mostRows} rows.`, {
        field: 'uploadId',
      });
    assertMapped(columns, mapping);
    const features = featuresOf(columns, mapping, baseline);
    const reader = new RowReader(source, features);
    for await (const batch of readColumns(file.path, file.format, requests(features, mapping)))
      reader.take(batch);
    return reader;
  });
}

/** A label that is mapped here would be dropped, and whoever mapped it would believe it logged. */
function refuseLabel({ label }: ColumnMapping): void {
  if (label === null) return;
  const message = `Labels go in by logLabels; to leave the column "${label}" out, list it in ignored.`;
  throw new Problem('BAD_INPUT', message, { field: 'mapping.label', column: label });
}

function featuresOf(
  columns: readonly ColumnSchema[],
  mapping: ColumnMapping,
  baseline: Baseline | null,
): ColumnSchema[] {
  const named = new Set(namedColumns(mapping).map(({ column }) => column));
  const expected = new Map(baseline?.features.map((feature) => [feature.name, feature]));
  return columns
    .filter(({ name }) => !named.has(name))
    .map((column) => expected.get(column.name) ?? column)
    .filter(({ kind }) => kind !== 'timestamp');
}

function requests(
  features: readonly ColumnSchema[],
  mapping: ColumnMapping,
): Exclude<ColumnRequest, string>[] {
  const { id, at, prediction, score, latencyMs, segments, groups } = mapping;
  const given = (names: (string | null)[]) => names.filter((name) => name !== null);
  return [
    ...features,
    ...given([id, prediction, ...segments, ...groups]).map((name) => ({
      name,
      kind: 'categorical' as const,
    })),
    ...given([score, latencyMs]).map((name) => ({ name, kind: 'numeric' as const })),
    ...given([at]).map((name) => ({ name, kind: 'timestamp' as const })),
  ];
}

/** Turns batches of cells into rows. */
class RowReader implements PredictionFile {
  readonly rows: PredictionRow[] = [];
  readonly features: Map<string, CellValue[]>;
  private readonly writeFeatures;
  private readonly writeSegments;
  private readonly writeGroups;

  constructor(
    private readonly source: PredictionSource,
    features: readonly ColumnSchema[],
  ) {
    const names = features.map(({ name }) => name);
    this.features = new Map(names.map((name) => [name, []]));
    this.writeFeatures = jsonObjectWriter(names);
    this.writeSegments = jsonObjectWriter(source.mapping.segments);
    this.writeGroups = jsonObjectWriter(source.mapping.groups);
  }

  take(batch: ColumnBatch): void {
    for (const [name, values] of this.features)
      for (const value of batch.columns.get(name) ?? []) values.push(value);
    for (let row = 0; row < batch.length; row += 1) {
      const cell = (column: string | null) =>
        column === null ? null : (batch.columns.get(column)?.[row] ?? null);
      const parts = this.parts(cell, batch.lines[row] ?? 0);
      const content = {
        ...{ index: this.rows.length, ...parts, features: this.writeFeatures(cell) },
        ...{ segments: this.writeSegments(cell), groups: this.writeGroups(cell) },
      };
      const digest = payloadDigest(content, this.source.mapping.at !== null);
      this.rows.push({ ...content, digest });
    }
  }

  /** What the mapping names in one row, checked. */
  private parts(cell: (column: string | null) => CellValue, line: number) {
    const { mapping, task, receivedAt } = this.source;
    const required = (column: string): CellValue => {
      const value = cell(column);
      if (value === null) throw fault('MISSING_VALUE', { line, column }, 'a value is needed here.');
      return value;
    };
    const id = String(required(requiredColumn(mapping, 'id')));
    const at =
      mapping.at === null
        ? receivedAt
        : rowTime(
            required(mapping.at),
            { line, column: mapping.at },
            { assumeUtc: mapping.assumeUtc, receivedAt },
          );
    const score = numberOrNull(cell(mapping.score));
    if (mapping.score !== null) assertScore(task, score, { field: 'uploadId', line, column: mapping.score });
    const answer = cell(mapping.prediction);
    if (answer === null && score === null)
      throw fault(
        'MISSING_VALUE',
        { line, column: mapping.prediction ?? mapping.score ?? '' },
        'a value is needed here.',
      );
    const prediction =
      answer === null || mapping.prediction === null
        ? null
        : answerValue(task, { text: String(answer), line, column: mapping.prediction, field: 'uploadId' });
    return { line, id, at, score, prediction, latencyMs: numberOrNull(cell(mapping.latencyMs)) };
  }
}

function numberOrNull(value: CellValue): number | null {
  return typeof value === 'number' ? value : null;
}
