import {
  type CellValue,
  type ColumnRequest,
  type ColumnSchema,
  readColumns,
} from '@countersign/engines/files';
import {
  addCategory,
  addNumber,
  anchorEdges,
  emptyCategoricalProfile,
  emptyNumericProfile,
  profileToJson,
  sortFinite,
} from '@countersign/statistics/profile';
import { type DataFile, readingFile } from '../uploads/uploads.service';
import { answerValue } from './answer-value';
import { baselineFeatures } from './baseline-features';
import { type StoredColumnProfile } from './baseline.entity';
import { type ColumnMapping } from './column-mapping';
import { assertScore } from './score-value';
import { answersWithNumber, type Task } from './task';

export interface BaselineSource {
  file: Pick<DataFile, 'path' | 'format'>;
  columns: readonly ColumnSchema[];
  mapping: ColumnMapping;
  task: Task;
}

export interface ProfiledBaseline {
  features: ColumnSchema[];
  profiles: Record<string, StoredColumnProfile>;
}

const field = 'baseline.mapping';

/**
 * Checks a mapping against a file and profiles each feature, and the score and the prediction where mapped, on edges
 * anchored to the file's own values.
 *
 * @throws Problem naming field, line and column: MISSING_COLUMN, NOT_A_NUMBER, BAD_INPUT
 */
export async function profileBaseline(source: BaselineSource): Promise<ProfiledBaseline> {
  const { mapping, columns } = source;
  const features = baselineFeatures(columns, mapping);
  const cells = await readingFile(field, () => readCells(source, features));
  const profiles: [string, StoredColumnProfile][] = features.map(({ name, kind }) => [
    name,
    profileColumn(cells.get(name) ?? [], kind === 'numeric'),
  ]);
  if (mapping.score !== null) profiles.push(['score', profileColumn(cells.get(mapping.score) ?? [], true)]);
  if (mapping.prediction !== null) {
    const isNumber = answersWithNumber(source.task);
    const answers = cells.get(mapping.prediction) ?? [];
    profiles.push(['prediction', profileColumn(isNumber ? answers.map(toNumber) : answers, isNumber)]);
  }
  return { features, profiles: Object.fromEntries(profiles) };
}

/** Reads features, score and answers, the answers in their stored form; the label is read to be checked. */
async function readCells(
  { file, mapping, task }: BaselineSource,
  features: readonly ColumnSchema[],
): Promise<Map<string, CellValue[]>> {
  const { score, prediction, label } = mapping;
  const answers = [prediction, label].filter((name) => name !== null);
  const requests: Exclude<ColumnRequest, string>[] = [
    ...features,
    ...(score === null ? [] : [{ name: score, kind: 'numeric' as const }]),
    ...answers.map((name) => ({ name, kind: 'categorical' as const })),
  ];
  const cells = new Map<string, CellValue[]>(requests.map(({ name }) => [name, []]));
  for await (const { columns, lines } of readColumns(file.path, file.format, requests)) {
    for (const [column, values] of columns) {
      const collected = cells.get(column);
      const isAnswer = answers.includes(column);
      values.forEach((value, row) => {
        const place = { line: lines[row] ?? 0, column, field };
        if (column === score) assertScore(task, value, place);
        collected?.push(
          isAnswer && value !== null ? answerValue(task, { text: String(value), ...place }) : value,
        );
      });
    }
  }
  return cells;
}

function toNumber(answer: CellValue): CellValue {
  return answer === null ? null : Number(answer);
}

function profileColumn(values: readonly CellValue[], isNumeric: boolean): StoredColumnProfile {
  if (!isNumeric) {
    const profile = emptyCategoricalProfile();
    for (const value of values) addCategory(profile, value);
    return { profile: profileToJson(profile) };
  }
  const edges = anchorEdges(sortFinite(values));
  const profile = emptyNumericProfile(edges.all);
  for (const value of values) addNumber(profile, value);
  return { edges, profile: profileToJson(profile) };
}
