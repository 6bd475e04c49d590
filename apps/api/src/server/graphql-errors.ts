import { type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import { ArgumentValidationError } from 'type-graphql';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type Logger } from 'pino';
import { type Context } from './context';
import { Problem } from './problem';

/** GraphQL's own complaints about a request: safe to show as they are. */
const requestErrors = new Set<string>(
  Object.values(ApolloServerErrorCode).filter((code) => code !== 'INTERNAL_SERVER_ERROR'),
);

const internal = {
  message: 'Something failed on our side. The log has the cause.',
  extensions: { code: 'INTERNAL' },
};

/** Errors for three audiences: callers get code and place, people a sentence; of a bug nothing leaks out. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { path, locations } = formatted;
  return { path, locations, ...(describeCallersFault(formatted, causeOf(error)) ?? internal) };
}

type Description = Pick<GraphQLFormattedError, 'message' | 'extensions'>;

function describeCallersFault(formatted: GraphQLFormattedError, cause: unknown): Description | null {
  if (cause instanceof Problem)
    return { message: cause.message, extensions: { code: cause.code, ...cause.place } };
  if (cause instanceof ArgumentValidationError) return describeInvalid(cause);
  const code = formatted.extensions?.['code'];
  const isRequestError = typeof code === 'string' && requestErrors.has(code);
  return isRequestError ? { message: withoutValues(formatted.message), extensions: { code } } : null;
}

/** Logs bugs with their cause, and stamps every error with the request's id, so that the two can be brought together. */
export function errorReporter(
  logger: Logger,
  { isProduction }: { isProduction: boolean },
): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async ({ contextValue }) => {
      const requestId = contextValue.response.getHeader('x-request-id');
      return {
        didEncounterErrors: async ({ errors }) => {
          for (const error of errors) {
            const cause = causeOf(error);
            const isBug = !describeCallersFault(error.toJSON(), cause);
            if (isBug) logger.error({ err: cause, path: error.path, requestId }, 'a resolver failed');
          }
        },
        willSendResponse: async ({ response: { body } }) => {
          if (body.kind !== 'single') return;
          const isStranger = isProduction || contextValue.actor === null;
          for (const error of body.singleResult.errors ?? []) {
            Object.assign(error.extensions ?? {}, { requestId });
            if (isStranger) Object.assign(error, { message: withoutSuggestions(error.message) });
          }
        },
      };
    },
  };
}

/** What was sent is not said again: it may be a password, and callers log the errors they get. */
function withoutValues(message: string): string {
  return message
    .replace(/ got invalid value .*; /s, ' got an invalid value; ')
    .replace(/( cannot represent [^:]*value): .*$/s, '$1.');
}

/** GraphQL's guesses at what was meant spell out the schema, one name at a time. */
function withoutSuggestions(message: string): string {
  return message.replace(/ ?Did you mean .+?\?( |$)/gs, '$1').trim();
}

/** What a resolver or a plugin threw, without the wrapping of the GraphQL libraries. */
function causeOf(error: unknown): unknown {
  const unwrapped = unwrapResolverError(error);
  return (unwrapped instanceof GraphQLError && unwrapped.originalError) || unwrapped;
}

function describeInvalid(error: ArgumentValidationError): Description {
  const [first] = error.extensions.validationErrors;
  const { field, message } = first ? innermost(first) : {};
  return { message: message ?? 'An argument is not valid.', extensions: { code: 'BAD_INPUT', field } };
}

type ValidationFault = ArgumentValidationError['extensions']['validationErrors'][number];

/** The first fault that states a constraint, with its path such as metrics[2].name. */
function innermost(
  { property, constraints, children }: ValidationFault,
  above = '',
): {
  field: string;
  message?: string | undefined;
} {
  const isIndex = /^\d+$/.test(property);
  const field = isIndex ? `${above}[${property}]` : above ? `${above}.${property}` : property;
  const [child] = children ?? [];
  const [message] = Object.values(constraints ?? {});
  return message === undefined && child ? innermost(child, field) : { field, message };
}
