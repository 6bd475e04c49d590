import { counted } from '../../../format/counted';
import type { DatasetProfileQuery } from '../../../gql/graphql';
import { t } from '../../../texts';
import type { DatasetChoice } from '../../datasets/dataset-select';
import type { Answers } from './answers';
import type { Faults } from './unanswered';
import { valueCounts, type ValueCounts } from './value-counts';

/** Of a window of production: what has arrived so far. */
export interface ProductionFacts {
  /** Predictions with a score. */
  scored: number;
  /** The day of the latest prediction whose outcome is known; null where none is. */
  lastLabelledDay: string | null;
  /** Days in which nearly all outcomes that came had come; null where none says when it came. */
  labelDays: number | null;
}

/** What is known of the chosen dataset. */
export interface Population {
  name: string;
  rows: number;
  /** Those that can name groups, by their names. */
  columns: readonly Pick<DatasetChoice['columns'][number], 'name' | 'kind'>[];
  /** Those by which people can be alike. */
  strata: readonly string[];
  /** Of production, what no column of a file says. */
  production?: ProductionFacts;
  /** Whether the profile is on its way. */
  isCounting: boolean;
  /** Null while the profile is on its way, and where it does not count the values. */
  countsOf: (column: string) => ValueCounts | null;
  /** Different values; null where the profile does not count them. */
  distinctOf: (column: string) => number | null;
}

type Version = DatasetProfileQuery['datasetVersion'];

export interface Chosen {
  name: string;
  version: DatasetChoice;
}

/** The chosen dataset with what its profile counts. */
export function populationOf(
  chosen: Chosen | null,
  { profiled, isCounting }: { profiled: Version | undefined; isCounting: boolean },
): Population {
  const profiles = new Map((profiled?.profile ?? []).map((profile) => [profile.column, profile]));
  return {
    name: chosen ? `${chosen.name} ${chosen.version.number}` : '',
    rows: chosen?.version.rowCount ?? 0,
    columns: chosen?.version.columns ?? [],
    strata: (chosen?.version.columns ?? []).map(({ name }) => name),
    isCounting,
    countsOf: (column) => {
      const profile = profiles.get(column);
      return profile ? valueCounts(profile) : null;
    },
    distinctOf: (column) => profiles.get(column)?.distinct ?? null,
  };
}

/** What every step is given. */
export interface StepProps {
  answers: Answers;
  population: Population;
  /** What is wrong with a field, or with a part of it. */
  errorOf: (field: string) => string | undefined;
  onChange: (part: Partial<Answers>) => void;
}

/** The fault of a field: its own, else the first of its parts. */
export function faultOf(faults: Faults, field: string): string | undefined {
  const key = Object.keys(faults).find((name) => name === field || name.startsWith(`${field}.`));
  return key === undefined ? undefined : faults[key];
}

const shown = 8;

/** The values of a column with their rows, for a sentence; undefined where the profile does not count them. */
export function valuesText(counts: ValueCounts | null): string | undefined {
  if (counts === null) return undefined;
  const named = counts.values.slice(0, shown);
  const other = counts.rows - named.reduce((sum, { count }) => sum + count, 0);
  return [
    ...named.map(({ value, count }) =>
      t('fairnessSetUp.population.value', { value, rows: counted(count, 'rows') }),
    ),
    ...(other > 0 ? [t('fairnessSetUp.population.others', { rows: counted(other, 'rows') })] : []),
    ...(counts.missing > 0
      ? [t('fairnessSetUp.population.missing', { rows: counted(counts.missing, 'rows') })]
      : []),
  ].join(', ');
}
