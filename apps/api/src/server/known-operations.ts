import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';

/** An operation of a kind that the schema has none of. GraphQL's own rules pass it, and executing it then fails. */
export const knownOperations: ValidationRule = (context: ValidationContext) => ({
  OperationDefinition: (node) => {
    if (!context.getSchema().getRootType(node.operation))
      context.reportError(new GraphQLError(`The schema has no ${node.operation}.`, { nodes: node }));
  },
});
