import { type Express, type Response } from 'express';
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
