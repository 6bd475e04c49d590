import { Problem } from '../../server/problem';
import { type Task } from './task';

/**
 * Throws Problem BAD_INPUT with field, line and column where a binary score is no probability. A missing score is no
 * fault; a written NaN or infinity is.
 */
export function assertScore(
  task: Task,
  value: unknown,
  place: { field: string; line: number; column: string },
): void {
  if (task !== 'binary' || value === null) return;
  if (typeof value === 'number' && value >= 0 && value <= 1) return;
  throw new Problem(
    'BAD_INPUT',
    `Line ${place.line}, column "${place.column}": a binary score lies in [0, 1], not ${String(value)}.`,
    place,
  );
}
