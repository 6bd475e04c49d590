import { type ApolloServerPlugin } from '@apollo/server';
import {
  type GraphQLCompositeType,
  type GraphQLField,
  getNamedType,
  GraphQLError,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  visit,
  type DocumentNode,
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { limits } from './limits';
import { Problem } from './problem';
import { refusedRequest } from './refused-request';

/** What a list without pages is taken to hold: gates, seats, aliases, groups. */
const shortList = 5;

/**
 * Selections looked at while measuring, each fragment wherever it is spread: the console's largest document has 228, and
 * measuring costs some eight microseconds for each.
 */
const mostSelections = 1_000;

/** How many objects a field stands for at most: each page multiplies what lies below it by its `first`. */
const objects: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  if (!isCompositeType(getNamedType(field.type))) return 0;
  const first: unknown = args['first'];
  const length = typeof first === 'number' ? Math.max(first, 1) : lengthOf(field, type);
  return length * (1 + childComplexity);
};

/** The nodes of a page were counted when the page was. */
function lengthOf({ type }: GraphQLField<unknown, unknown>, parent: GraphQLCompositeType): number {
  const isList = isListType(isNonNullType(type) ? type.ofType : type);
  return isList && !parent.name.endsWith('Connection') ? shortList : 1;
}

/** A document that was validated, with its variables as they came. */
export interface CostedRequest {
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
}

/** The number of objects a request could ask for. @throws GraphQLError for variables that do not fit */
export function costOf(schema: GraphQLSchema, { document, operationName, variables }: CostedRequest): number {
  return getComplexity({
    schema,
    query: document,
    variables,
    estimators: [objects],
    maxQueryNodes: mostSelections,
    ...(operationName !== undefined && { operationName }),
  });
}

/**
 * Throws when an answer could hold more than the limit of objects: data decide what is there, never a caller how much is
 * built in memory at once. What keeps the cost from being known, such as a null where none may be, is a refusal, too:
 * let through, one bad field would hide the price of its neighbours.
 */
export function assertAffordable(schema: GraphQLSchema, request: CostedRequest): void {
  const cost = measured(schema, request);
  if (cost > limits.objects)
    throw new Problem(
      'QUERY_TOO_COMPLEX',
      `Object limit of ${limits.objects} exceeded: the answer could hold ${cost}. Take smaller pages.`,
    );
}

/** Costs that no variable changes: callers send the same few documents again and again, and the server keeps each parsed. */
const fixedCosts = new WeakMap<DocumentNode, Map<string | undefined, number>>();

function measured(schema: GraphQLSchema, request: CostedRequest): number {
  const { document, operationName } = request;
  const known = fixedCosts.get(document)?.get(operationName);
  if (known !== undefined) return known;
  const cost = measure(schema, request);
  if (isFixed(document))
    fixedCosts.set(document, (fixedCosts.get(document) ?? new Map()).set(operationName, cost));
  return cost;
}

/** Whether no page and no directive takes its value from a variable. */
function isFixed(document: DocumentNode): boolean {
  let found = true;
  visit(document, {
    Directive: () => void (found = false),
    Argument: ({ name, value }) => {
      if (name.value === 'first' && value.kind === Kind.VARIABLE) found = false;
    },
  });
  return found;
}

function measure(schema: GraphQLSchema, request: CostedRequest): number {
  try {
    return costOf(schema, request);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes('maximum allowed number of nodes'))
      throw new Problem(
        'QUERY_TOO_COMPLEX',
        `Limit of ${mostSelections} fields exceeded, fragments spelt out.`,
      );
    throw error;
  }
}

/** Refuses such a request before anything runs. */
export const affordableQueries: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request }) => {
      if (!operation) return;
      const operationName = operation.name?.value;
      try {
        assertAffordable(schema, { document, operationName, variables: request.variables ?? {} });
      } catch (error) {
        if (error instanceof Problem) throw refusedRequest(error);
        throw error instanceof GraphQLError ? refusedRequest(error, 'BAD_USER_INPUT') : error;
      }
    },
  }),
};
