import { type Estimate } from '@countersign/statistics/inference';
import { finite, listOf, membersOf, nullable, objectOf, optional, type Read, text } from '../json-reading';
import { writtenInstant } from './instant-text';
import { type Measured } from './measured-run';
import { count, hash, including } from './shape';

export const runSchema = 'countersign.monitor-run/1';

/** The evidence of a run as far as gates read it. */
export interface RunDocument {
  schema: string;
  artifactDigest: string;
  /** All that are monitored; absent in runs of before it was written down. */
  columns?: readonly string[];
  results: readonly Measured[];
}

const interval = including<{ lower: number; upper: number }>({ lower: finite, upper: finite });

const estimate = including<{ status: string; value: number | null; n: number; interval?: object | null }>({
  ...{ status: text, value: nullable(finite), n: count },
  interval: optional(nullable(interval)),
}) as Read<unknown> as Read<Estimate>;

/** Whatever it is: who needs some of it looks at that. */
const anything: Read<unknown> = (value) => value;

const measured = membersOf<Measured>({
  window: objectOf<Measured['window']>({ start: writtenInstant, end: writtenInstant }),
  ...{ column: nullable(text), method: text, estimate, parameters: anything },
});

const document = membersOf<RunDocument>({
  ...{ schema: text, artifactDigest: hash },
  columns: optional(listOf(text)),
  results: listOf(measured),
});

/** @throws MalformedDocument naming the place */
export function readRun(value: unknown): RunDocument {
  return document(value, 'the run');
}
