import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import { ArgumentValidationError } from 'type-graphql';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type Logger } from 'pino';
import { Problem } from './problem';

/** GraphQL's own complaints about a request: safe to show as they are. */
const requestErrors = new Set<string>(
  Object.values(ApolloServerErrorCode).filter((code) => code !== 'INTERNAL_SERVER_ERROR'),
);

/** Errors for three audiences: callers get code and place, people a sentence, and bugs go to the log with nothing leaking out. */
export function errorFormatter(logger: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = causeOf(error);
    const { path, locations } = formatted;
    if (cause instanceof Problem) {
      return { message: cause.message, path, locations, extensions: { code: cause.code, ...cause.place } };
    }
    if (cause instanceof ArgumentValidationError) {
      return { ...describeInvalid(cause), path, locations };
    }
    const code = formatted.extensions?.['code'];
    if (typeof code === 'string' && requestErrors.has(code))
      return { message: formatted.message, path, locations, extensions: { code } };
    logger.error({ err: cause, path }, 'a resolver failed');
    return {
      message: 'Something failed on our side. The log has the cause.',
      path,
      locations,
      extensions: { code: 'INTERNAL' },
    };
  };
}

/** What a resolver or a plugin threw, without the wrapping of the GraphQL libraries. */
function causeOf(error: unknown): unknown {
  const unwrapped = unwrapResolverError(error);
  return (unwrapped instanceof GraphQLError && unwrapped.originalError) || unwrapped;
}

function describeInvalid(
  error: ArgumentValidationError,
): Pick<GraphQLFormattedError, 'message' | 'extensions'> {
  const [first] = error.extensions.validationErrors;
  const [message] = Object.values(first?.constraints ?? {});
  return {
    message: message ?? 'An argument is not valid.',
    extensions: { code: 'BAD_INPUT', field: first?.property },
  };
}
