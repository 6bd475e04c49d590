import {
  addCategory,
  addNumbers,
  type CategoricalProfile,
  emptyCategoricalProfile,
  emptyNumericProfile,
  type NumericProfile,
} from '@countersign/statistics/profile';
import { type NumberBatch, type Table } from '../tables';
import { exactMoments } from './exact-moments';
import { ExactSums } from './exact-sums';
import { addTime, emptyTimeSummary, type TimeSummary } from './time-summary';

export interface ProfileOptions {
  /** All of the table unless given. */
  readonly columns?: readonly string[];
  /** Histogram edges by numeric column; a column without any has one bin. */
  readonly edges?: ReadonlyMap<string, readonly number[]>;
  /** Most categories counted by name in a column. */
  readonly capacity?: number;
  /** Called now and then with the rows read so far. */
  readonly progress?: (rows: number) => void;
}

export type ColumnProfile = NumericProfile | CategoricalProfile | TimeSummary;

/** Rows that are handed on at once: a multiple of the block that `addNumbers` takes moments of. */
const blockRows = 2048;

/**
 * Profiles the columns of a table in one pass, by the kinds its schema gives them. Memory is that of the profiles and
 * one block a column, whatever the number of rows. The result depends on the rows and their order alone, not on the
 * batches they come in, to the last bit.
 *
 * @throws FileError MISSING_COLUMN on an unknown name, and what reading the file throws
 */
export async function profileTable(
  table: Table,
  options: ProfileOptions = {},
): Promise<ReadonlyMap<string, ColumnProfile>> {
  const names = options.columns ?? table.columns.map(({ name }) => name);
  const kinds = new Map(table.columns.map(({ name, kind }) => [name, kind]));
  const counters = new Map<string, ColumnCounter>();
  let rows = 0;
  for await (const batch of table.batches(names)) {
    for (const [name, values] of batch.columns) {
      let counter = counters.get(name);
      if (!counter) counters.set(name, (counter = counterOf(name, kinds.get(name), options)));
      counter.add(values);
    }
    rows += batch.length;
    options.progress?.(rows);
  }
  const profileOf = (name: string) => (counters.get(name) ?? counterOf(name, kinds.get(name), options)).end();
  return new Map(names.map((name) => [name, profileOf(name)]));
}

interface ColumnCounter {
  readonly add: (values: NumberBatch | readonly (string | null)[]) => void;
  readonly end: () => ColumnProfile;
}

function counterOf(
  name: string,
  kind: ColumnProfile['kind'] | undefined,
  { edges, capacity }: ProfileOptions,
): ColumnCounter {
  if (kind === 'numeric') return numberCounter(emptyNumericProfile(edges?.get(name) ?? []));
  const profile = kind === 'timestamp' ? emptyTimeSummary() : emptyCategoricalProfile(capacity);
  const addText = (text: string | null): void =>
    profile.kind === 'timestamp' ? addTime(profile, text) : addCategory(profile, text);
  return { add: (values) => (values as readonly (string | null)[]).forEach(addText), end: () => profile };
}

/** Gathers blocks of one size, so that the moments do not depend on how the engine cuts its batches. */
function numberCounter(profile: NumericProfile): ColumnCounter {
  const values = new Float64Array(blockRows);
  const isMissing = new Uint8Array(blockRows);
  const sums = new ExactSums();
  let filled = 0;
  const flush = (): void => {
    sums.add(values.subarray(0, filled), isMissing.subarray(0, filled));
    addNumbers(profile, values.subarray(0, filled), isMissing.subarray(0, filled));
    filled = 0;
  };
  const add = (batch: NumberBatch): void => {
    for (let from = 0; from < batch.values.length;) {
      const to = Math.min(batch.values.length, from + blockRows - filled);
      values.set(batch.values.subarray(from, to), filled);
      isMissing.set(batch.isMissing.subarray(from, to), filled);
      filled += to - from;
      from = to;
      if (filled === blockRows) flush();
    }
  };
  const end = (): NumericProfile => {
    flush();
    return Object.assign(profile, exactMoments(profile.n, sums.octaveSums()));
  };
  return { add: (batch) => add(batch as NumberBatch), end };
}
