import { type AuditRow } from '@countersign/domain/fairness';
import { type CellValue, type ColumnBatch, readColumns } from '@countersign/engines/files';

import { Problem } from '../../server/problem';
import { type DataFile, readingFile } from '../uploads/uploads.service';
import { type FilePlan } from './plan-population';
import { outcomeValue } from './outcome-value';

/** Where the population lies. */
export interface PopulationFile {
  file: Pick<DataFile, 'path' | 'format'>;
  /** The names of its columns. */
  columns: readonly string[];
}

/**
 * Reads the rows an audit counts; docs/spec/fairness.md, F-1 to F-7.
 * @throws Problem MISSING_COLUMN, BAD_INPUT or what is wrong with the file, naming field, column and line
 */
export async function readPopulation(population: PopulationFile, plan: FilePlan): Promise<AuditRow[]> {
  requireColumns(population.columns, plan);
  return readingFile('datasetVersionId', () => readRows(population.file, plan));
}

function requireColumns(columns: readonly string[], plan: FilePlan): void {
  const { labelColumn, predictionColumn, scoreColumn, stratumColumn, sensitive } = plan;
  const wanted: [field: string, column: string | null][] = [
    ['labelColumn', labelColumn],
    ['predictionColumn', predictionColumn],
    ['scoreColumn', scoreColumn],
    ['stratumColumn', stratumColumn],
    ...sensitive.map((column): [string, string] => ['sensitive', column]),
  ];
  for (const [field, column] of wanted) {
    if (column !== null && !columns.includes(column))
      throw new Problem('MISSING_COLUMN', `The population has no column "${column}".`, { field, column });
  }
}

async function readRows(file: PopulationFile['file'], plan: FilePlan): Promise<AuditRow[]> {
  const positive = outcomeValue(plan.positiveValue);
  if (positive === null)
    throw new Problem('BAD_INPUT', 'The positive value is empty.', { field: 'positiveValue' });
  const labels = new OutcomeColumn('labelColumn', plan.labelColumn, positive);
  const predictions = new OutcomeColumn('predictionColumn', plan.predictionColumn, positive);
  const { scoreColumn, stratumColumn, sensitive } = plan;
  const rows: AuditRow[] = [];
  for await (const batch of readColumns(file.path, file.format, requestsOf(plan))) {
    const actual = labels.read(batch);
    const predicted = predictions.readTwoValued(batch);
    const groups = sensitive.map((name) => cells(batch, name).map(textOf));
    const strata = stratumColumn === null ? [] : cells(batch, stratumColumn).map(textOf);
    const scores = scoreColumn === null ? [] : cells(batch, scoreColumn);
    for (let row = 0; row < batch.length; row += 1) {
      const score = scores[row];
      rows.push({
        groups: groups.map((values) => values[row] ?? null),
        predicted: predicted[row] ?? null,
        actual: actual[row] ?? null,
        stratum: strata[row] ?? null,
        score: typeof score === 'number' ? score : null,
      });
    }
  }
  labels.requirePositive(plan.positiveValue);
  predictions.requirePositive(plan.positiveValue);
  return rows;
}

function requestsOf({ labelColumn, predictionColumn, scoreColumn, stratumColumn, sensitive }: FilePlan) {
  const texts = [labelColumn, predictionColumn, stratumColumn, ...sensitive].filter((name) => name !== null);
  return [
    ...texts.map((name) => ({ name, kind: 'categorical' as const })),
    ...(scoreColumn === null ? [] : [{ name: scoreColumn, kind: 'numeric' as const }]),
  ];
}

/** A column of outcomes, read against the positive value. */
class OutcomeColumn {
  private readonly seen = new Set<string>();

  constructor(
    private readonly field: string,
    readonly name: string,
    private readonly positive: string,
  ) {}

  read(batch: ColumnBatch): (boolean | null)[] {
    return this.values(batch).map((value) => {
      if (value !== null) this.seen.add(value);
      return value === null ? null : value === this.positive;
    });
  }

  /** A prediction is one of two: a third value cannot be meant as either, so it is refused with its line. */
  readTwoValued(batch: ColumnBatch): (boolean | null)[] {
    for (const [row, value] of this.values(batch).entries()) {
      if (value === null || this.seen.has(value)) continue;
      if (this.seen.size === 2) throw this.thirdValue(value, batch.lines[row]);
      this.seen.add(value);
    }
    return this.read(batch);
  }

  /** @throws Problem when there are values and none is the positive one */
  requirePositive(positiveValue: string): void {
    if (this.seen.size === 0 || this.seen.has(this.positive)) return;
    const message = `The column "${this.name}" never holds "${positiveValue}".`;
    throw new Problem('BAD_INPUT', message, { field: 'positiveValue', column: this.name });
  }

  private values(batch: ColumnBatch): (string | null)[] {
    return cells(batch, this.name).map((cell) => outcomeValue(textOf(cell)));
  }

  private thirdValue(value: string, line: number | undefined): Problem {
    const known = [...this.seen].map((other) => `"${other}"`).join(' and ');
    const message = `The column "${this.name}" holds ${known} and, as a third value, "${value.slice(0, 80)}".`;
    return new Problem('BAD_INPUT', message, {
      field: this.field,
      column: this.name,
      ...(line !== undefined && { line }),
    });
  }
}

function cells(batch: ColumnBatch, column: string): readonly CellValue[] {
  return batch.columns.get(column) ?? [];
}

function textOf(cell: CellValue): string | null {
  return cell === null ? null : String(cell);
}
