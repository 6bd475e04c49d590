import { QueryFailedError } from 'typeorm';
import { notFound, type Problem } from '../server/problem';

/** Ids are opaque to callers: text that is no UUID, or no text, names nothing, like any other unknown id. */
export function malformedId(error: unknown): Problem | null {
  if (!(error instanceof QueryFailedError)) return null;
  const { code } = error.driverError as Error & { code?: string };
  if (code === '22021') return notFound('record', '');
  const id = /invalid input syntax for type uuid: "(.*)"/s.exec(error.message)?.[1];
  return code === '22P02' && id !== undefined ? notFound('record', id) : null;
}
