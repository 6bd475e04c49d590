import { type ColumnRequest, readColumns, readNumbers } from '@countersign/engines/files';
import { Problem } from '../../server/problem';
import { type DataFile } from '../uploads/uploads.service';
import { answerValue } from './answer-value';
import { type Baseline } from './baseline';
import { type ColumnMapping } from './column-mapping';
import { type Outcomes } from './outcomes';
import { type Task } from './task';

type File = Pick<DataFile, 'path' | 'format'>;

/** Finite values of a numeric column of the baseline's file, in file order. Throws Problem MISSING_COLUMN. */
export async function readBaselineNumbers(
  file: File,
  { mapping, features }: Baseline,
  column: string,
): Promise<Float64Array> {
  const source = features.some(({ name }) => name === column)
    ? column
    : column === 'score' || column === 'prediction'
      ? mapping[column]
      : null;
  if (source === null)
    throw new Problem('MISSING_COLUMN', `The baseline has no column "${column}".`, {
      field: 'column',
      column,
    });
  return (await readNumbers(file.path, file.format, source)).values;
}

/** The labelled rows of a baseline's file, in file order; none where no label is mapped. */
export async function readBaselineOutcomes(
  file: File,
  mapping: ColumnMapping,
  task: Task,
): Promise<Outcomes> {
  const { label, score, prediction } = mapping;
  const outcomes: Outcomes = { scores: [], predictions: [], labels: [], unlabelled: 0 };
  const answer = (column: string, line: number, text: unknown): string | null =>
    text == null ? null : answerValue(task, { text: String(text), line, column, field: 'baseline' });
  for await (const batch of readColumns(file.path, file.format, outcomeColumns(mapping))) {
    const at = (column: string | null, row: number) =>
      column === null ? null : (batch.columns.get(column)?.[row] ?? null);
    for (let row = 0; row < batch.length; row += 1) {
      const line = batch.lines[row] ?? 0;
      const truth = label === null ? null : answer(label, line, at(label, row));
      if (truth === null) {
        outcomes.unlabelled += 1;
        continue;
      }
      outcomes.labels.push(truth);
      outcomes.scores.push(finiteOrNull(at(score, row)));
      outcomes.predictions.push(prediction === null ? null : answer(prediction, line, at(prediction, row)));
    }
  }
  return outcomes;
}

function outcomeColumns({ label, score, prediction }: ColumnMapping): ColumnRequest[] {
  const answers = [label, prediction].filter((name) => name !== null);
  return [
    ...answers.map((name) => ({ name, kind: 'categorical' as const })),
    ...(score === null ? [] : [{ name: score, kind: 'numeric' as const }]),
  ];
}

function finiteOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
