import { type Request } from 'express';

/** What stands behind `Bearer`, well made or not: who sends it means to be somebody by it. Null where nothing does. */
export function bearerToken({ headers }: Pick<Request, 'headers'>): string | null {
  return /^Bearer[ \t]+(.+)$/is.exec(headers.authorization ?? '')?.[1] ?? null;
}
