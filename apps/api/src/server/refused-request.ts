import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';

/** An error of the whole request, answered 400: thrown as it is before execution, it would count as a failure of ours. */
export function refusedRequest(cause: Error, code?: string): GraphQLError {
  return new GraphQLError(cause.message, {
    originalError: cause,
    ...(cause instanceof GraphQLError && { nodes: cause.nodes }),
    extensions: { ...(code !== undefined && { code }), http: { status: 400, headers: new HeaderMap() } },
  });
}
