import { type CellValue, type ColumnBatch, type ColumnSchema, readColumns } from '@countersign/engines/files';

import { Problem } from '../../server/problem';
import { type DataFile, readingFile } from '../uploads/uploads.service';
import { type FilePlan, type VaultPlan } from './plan-population';
import { outcomeValue } from './outcome-value';
import { PopulationRows } from './population-rows';
import { saysNothing } from './says-nothing';
import { type VaultGroups } from './vault-groups';

/** Where the population lies. */
export interface PopulationFile {
  file: Pick<DataFile, 'path' | 'format'>;
  /** What its columns hold. */
  columns: readonly ColumnSchema[];
}

/**
 * Reads the rows an audit counts; docs/spec/fairness.md, F-1 to F-7.
 * @throws Problem MISSING_COLUMN, BAD_INPUT or what is wrong with the file, naming field, column and line
 */
export async function readPopulation(
  population: PopulationFile,
  plan: FilePlan,
  vault: VaultGroups | null = null,
): Promise<PopulationRows> {
  requireColumns(
    population.columns.map(({ name }) => name),
    plan,
  );
  return readingFile('datasetVersionId', () => readRows(population, plan, vault));
}

function requireColumns(columns: readonly string[], plan: FilePlan): void {
  const { labelColumn, predictionColumn, scoreColumn, decisionColumn, stratumColumn, vault } = plan;
  const wanted: [field: string, column: string | null][] = [
    ['labelColumn', labelColumn],
    ['predictionColumn', predictionColumn],
    ['scoreColumn', scoreColumn],
    ['decisionColumn', decisionColumn],
    ['stratumColumn', stratumColumn],
    ['vault.keyColumn', vault?.keyColumn ?? null],
    ...ownGroups(plan.sensitive, vault).map((column): [string, string] => ['sensitive', column]),
  ];
  for (const [field, column] of wanted) {
    if (column !== null && !columns.includes(column))
      throw new Problem('MISSING_COLUMN', `The population has no column "${column}".`, { field, column });
  }
  const both = vault?.attributes.find((name) => columns.includes(name));
  if (both !== undefined)
    throw new Problem('BAD_INPUT', `"${both}" is a column of the population and an attribute of the vault.`, {
      ...{ field: 'sensitive', column: both },
    });
}

/** The attributes that the file itself holds. */
function ownGroups(sensitive: readonly string[], vault: VaultPlan | null): string[] {
  return sensitive.filter((name) => !vault?.attributes.includes(name));
}

async function readRows(
  { file, columns }: PopulationFile,
  plan: FilePlan,
  vault: VaultGroups | null,
): Promise<PopulationRows> {
  const positive = outcomeValue(plan.positiveValue);
  if (positive === null)
    throw new Problem('BAD_INPUT', 'The positive value is empty.', { field: 'positiveValue' });
  const isNothing = (name: string | null) => saysNothing(columns.find((column) => column.name === name));
  const outcome = (field: string, name: string) =>
    new OutcomeColumn({ field, name, isNothing: isNothing(name) }, positive);
  const labels = outcome('labelColumn', plan.labelColumn);
  const predictions = outcome('predictionColumn', plan.predictionColumn);
  const { scoreColumn, decisionColumn, stratumColumn, sensitive } = plan;
  const decisions = decisionColumn === null ? null : outcome('decisionColumn', decisionColumn);
  const rows = new PopulationRows(sensitive.map(isNothing), isNothing(stratumColumn));
  for await (const batch of readColumns(file.path, file.format, requestsOf(plan))) {
    const held = await vault?.columns({ keys: keysOf(batch, plan), lines: batch.lines });
    rows.add({
      length: batch.length,
      actual: labels.read(batch),
      predicted: predictions.readTwoValued(batch),
      decided: decisions && decisions.readTwoValued(batch),
      groups: sensitive.map((name) => held?.get(name) ?? cells(batch, name).map(textOf)),
      strata: stratumColumn === null ? null : cells(batch, stratumColumn).map(textOf),
      scores: scoreColumn === null ? null : cells(batch, scoreColumn).map(numberOf),
    });
  }
  labels.requirePositive(plan.positiveValue);
  predictions.requirePositive(plan.positiveValue);
  decisions?.requirePositive(plan.positiveValue);
  return rows;
}

function keysOf(batch: ColumnBatch, { vault }: FilePlan): (string | null)[] {
  return cells(batch, vault?.keyColumn ?? '').map(textOf);
}

function requestsOf({ scoreColumn, ...plan }: FilePlan) {
  const { labelColumn, predictionColumn, decisionColumn, stratumColumn, vault } = plan;
  const named = [labelColumn, predictionColumn, decisionColumn, stratumColumn, vault?.keyColumn ?? null];
  const texts = [...named, ...ownGroups(plan.sensitive, vault)].filter((name) => name !== null);
  return [
    ...texts.map((name) => ({ name, kind: 'categorical' as const })),
    ...(scoreColumn === null ? [] : [{ name: scoreColumn, kind: 'numeric' as const }]),
  ];
}

/** Labels that are times or amounts, named by mistake, must not fill the memory. */
const mostRemembered = 1_000;

/** A column of outcomes, read against the positive value. */
class OutcomeColumn {
  private readonly seen = new Set<string>();
  private readonly values = new Map<string, string | null>();

  constructor(
    private readonly place: {
      readonly field: string;
      readonly name: string;
      readonly isNothing: (text: string) => boolean;
    },
    private readonly positive: string,
  ) {}

  read(batch: ColumnBatch): (boolean | null)[] {
    return cells(batch, this.place.name).map((cell) => {
      const value = this.valueOf(cell);
      if (value === null) return null;
      this.seen.add(value);
      return value === this.positive;
    });
  }

  /** A prediction or a decision is one of two: a third value cannot be meant as either, so it is refused with its line. */
  readTwoValued(batch: ColumnBatch): (boolean | null)[] {
    return cells(batch, this.place.name).map((cell, row) => {
      const value = this.valueOf(cell);
      if (value === null) return null;
      if (!this.seen.has(value) && this.seen.size === 2) throw this.thirdValue(value, batch.lines[row]);
      this.seen.add(value);
      return value === this.positive;
    });
  }

  /** @throws Problem when there are values and none is the positive one */
  requirePositive(positiveValue: string): void {
    if (this.seen.size === 0 || this.seen.has(this.positive)) return;
    const message = `The column "${this.place.name}" never holds "${positiveValue}".`;
    throw new Problem('BAD_INPUT', message, { field: 'positiveValue', column: this.place.name });
  }

  /** What a cell says; the same few texts stand in every row, so that each is read once. */
  private valueOf(cell: CellValue): string | null {
    const text = textOf(cell);
    if (text === null) return null;
    const known = this.values.get(text);
    if (known !== undefined) return known;
    const value = this.place.isNothing(text) ? null : outcomeValue(text);
    if (this.values.size < mostRemembered) this.values.set(text, value);
    return value;
  }

  private thirdValue(value: string, line: number | undefined): Problem {
    const known = [...this.seen].map((other) => `"${other}"`).join(' and ');
    const message = `The column "${this.place.name}" holds ${known} and, as a third value, "${value.slice(0, 80)}".`;
    return new Problem('BAD_INPUT', message, {
      field: this.place.field,
      column: this.place.name,
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

function numberOf(cell: CellValue): number | null {
  return typeof cell === 'number' ? cell : null;
}
