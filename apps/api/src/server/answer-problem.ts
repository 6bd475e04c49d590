import { type RequestListener } from 'node:http';
import { type Express, type Request, type RequestHandler, type Response } from 'express';
import { type Logger } from 'pino';
import { Problem } from './problem';

const statusOf: Partial<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  UNTRUSTED_DOCUMENT: 403,
  CROSS_SITE: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  BATCH_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  WRONG_HOST: 421,
  RATE_LIMITED: 429,
  TIMED_OUT: 503,
  PROVIDER_UNAVAILABLE: 503,
};

type Told = Pick<Problem, 'code' | 'message' | 'place'>;

const bug: Told = {
  code: 'INTERNAL',
  message: 'Something failed on our side. The log has the cause.',
  place: {},
};

/** Problem details of RFC 9457. A bug is logged, and nothing of it shown. */
export function answerProblem(response: Response, error: unknown, logger: Logger): void {
  const known = error instanceof Problem;
  if (!known) logger.error({ err: error }, 'a request failed');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { code, message, place }: Told = known ? error : bug;
  const status = known ? (statusOf[code] ?? 400) : 500;
  if (place.retryAfter !== undefined) response.setHeader('retry-after', place.retryAfter);
  const body = { type: 'about:blank', title: code, status, detail: message, code, ...place };
  response.status(status).type('application/problem+json').json(body);
}

/** The same in the shape of a GraphQL answer, for a document that was read and refused. */
export function answerGraphqlProblem(response: Response, { code, message, place }: Problem): void {
  const requestId = response.getHeader('x-request-id');
  const errors = [{ message, extensions: { code, ...place, requestId } }];
  response
    .status(statusOf[code] ?? 400)
    .type('application/json')
    .send(JSON.stringify({ errors }));
}

/**
 * The app, with its failures and what it left unanswered told as any problem: Express's own page would show paths of
 * this machine.
 */
export function answeringFailures(app: Express, logger: Logger): RequestListener {
  return (incoming, outgoing) => {
    // The app gives both the prototypes of these types before anything else.
    const [request, response] = [incoming as Request, outgoing as Response];
    const handle: RequestHandler = app;
    const notFound = () => new Problem('NOT_FOUND', `There is no ${request.method} ${request.path}.`);
    void handle(request, response, (error?: unknown) =>
      answerProblem(
        response,
        error === undefined ? notFound() : (requestFault(error, request) ?? error),
        logger,
      ),
    );
  };
}

/** A fault of the request itself, told by the HTTP status of an error; null for a failure on our side. */
function requestFault(error: unknown, { method, path }: Request): Problem | null {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (status === 404) return new Problem('NOT_FOUND', `There is no ${method} ${path}.`);
  if (status === 413) return new Problem('BATCH_TOO_LARGE', 'The body of the request is too large.');
  if (status === 415)
    return new Problem('UNSUPPORTED_MEDIA_TYPE', 'The body must be JSON in UTF-8, as it is.');
  if (typeof status !== 'number' || status < 400 || status >= 500) return null;
  return new Problem('BAD_INPUT', 'The path or the body of the request cannot be read.');
}
