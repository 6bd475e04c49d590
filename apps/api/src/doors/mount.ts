import express, { type Express, type Request, type Response } from 'express';
import { type Logger } from 'pino';
import { Context } from '../server/context';
import { requirePermission } from '../server/permit';
import { Problem } from '../server/problem';
import { type Services } from '../server/services';
import { type Door } from './door';
import { healthDoors } from './health';
import { uploadDoors } from './upload';

/** Every route beside GraphQL and the console's files. */
export const doors: Door[] = [...healthDoors, ...uploadDoors];

export function mountDoors(app: Express, services: Services, logger: Logger): void {
  for (const door of doors) {
    app[door.method](door.path, async (request, response) => {
      try {
        const context = await Context.of(services, request, response);
        requirePermission(context, door.permission);
        await door.handle(context);
      } catch (error) {
        answerProblem(response, error, logger);
      }
    });
  }
}

/** Below these paths nothing is a page of the console: what is not a door does not exist. */
export function refuseUnknownPaths(app: Express, logger: Logger): void {
  app.use(['/graphql', '/v1', '/api'], (request, response) => {
    answerProblem(
      response,
      new Problem('NOT_FOUND', `There is no ${request.method} ${request.originalUrl}.`),
      logger,
    );
  });
}

/** The app, with its failures answered as any problem: Express's own page would show paths of this machine. */
export function answeringFailures(app: Express, logger: Logger): Express {
  return express()
    .disable('x-powered-by')
    .use((request, response, next) => {
      const done = (error?: unknown) => {
        if (error === undefined) next();
        else answerProblem(response, requestFault(error, request) ?? error, logger);
      };
      void app(request, response, done);
    });
}

/** A fault of the request itself, told by its HTTP status; null for a failure on our side. */
function requestFault(error: unknown, { method, path }: Request): Problem | null {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (status === 404) return new Problem('NOT_FOUND', `There is no ${method} ${path}.`);
  if (status === 413) return new Problem('BATCH_TOO_LARGE', 'The body of the request is too large.');
  if (typeof status !== 'number' || status < 400 || status >= 500) return null;
  return new Problem('BAD_INPUT', 'The path or the body of the request cannot be read.');
}

const statusOf: Partial<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BATCH_TOO_LARGE: 413,
};

/** Problem details of RFC 9457. */
function answerProblem(response: Response, error: unknown, logger: Logger): void {
  const known = error instanceof Problem;
  if (!known) logger.error({ err: error }, 'a door failed');
  const status = known ? (statusOf[error.code] ?? 400) : 500;
  const body = known
    ? {
        type: 'about:blank',
        title: error.code,
        status,
        detail: error.message,
        code: error.code,
        ...error.place,
      }
    : {
        type: 'about:blank',
        title: 'INTERNAL',
        status,
        detail: 'Something failed on our side.',
        code: 'INTERNAL',
      };
  if (response.headersSent) response.destroy();
  else response.status(status).type('application/problem+json').json(body);
}
