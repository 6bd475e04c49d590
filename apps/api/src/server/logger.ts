import pino, { type DestinationStream, type Logger } from 'pino';
import { QueryFailedError } from 'typeorm';

/** What a log line tells of an error: kind, message, place. Values of queries stay out: they are people's data. */
interface LoggedError {
  type: string;
  message: string;
  stack?: string | undefined;
  code?: string | undefined;
  /** The statement as it was written; its parameters are not here. */
  query?: string;
  constraint?: string | undefined;
}

/** PostgreSQL quotes the value it could not read at the end of its message. */
const quotedValue = /: ".*"$/s;

/** An error as it may stand in a log. */
function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'Something that is no error was thrown.' };
  const type = error.constructor.name;
  if (!(error instanceof QueryFailedError)) return { type, message: error.message, stack: error.stack };
  const { code, constraint, message } = error.driverError as Error & { code?: string; constraint?: string };
  const place = error.stack?.split('\n').filter((line) => line.startsWith('    at '));
  return {
    type,
    message: message.replace(quotedValue, ''),
    code,
    constraint,
    query: error.query,
    stack: place?.join('\n'),
  };
}

/** The server's log: JSON lines on the standard error stream. */
export function makeLogger(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino({ level, serializers: { err: loggedError } }, destination);
}
