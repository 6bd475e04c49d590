import type { Problem } from '../../app/errors';

/** The message of a problem when it is about this field: `name` answers to `name` and to `input.name`. */
export function fieldError(problem: Problem | null | undefined, field: string): string | undefined {
  if (!problem?.field) return undefined;
  return problem.field === field || problem.field.endsWith(`.${field}`) ? problem.cause : undefined;
}
