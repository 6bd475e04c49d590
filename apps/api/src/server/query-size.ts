import { type ApolloServerPlugin } from '@apollo/server';
import {
  type FragmentDefinitionNode,
  getArgumentValues,
  getNamedType,
  getVariableValues,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  isNonNullType,
} from 'graphql';
import { Problem } from './problem';

/** Objects a request may ask for at most: twice 500 pages of 500 leave room, a third time does not. */
export const mostObjects = 1_000_000;

/** What a list without pages is taken to hold: gates, seats, aliases, groups. */
const shortList = 5;

interface Measure {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
  objects: number;
}

/** A document that was validated, with its variables as they came. */
export interface SizedRequest {
  document: { readonly definitions: readonly { readonly kind: string }[] };
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

/**
 * Throws Problem BAD_INPUT naming the field at which a request could ask for more than mostObjects objects, were every
 * page full: each page multiplies what lies below it by its `first`. Data decide what is there, never a caller how much
 * is built in memory at once.
 */
export function assertAnswerable(schema: GraphQLSchema, request: SizedRequest): void {
  const { document, operation } = request;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables);
  // Variables that do not fit are refused by the execution, in its own words.
  const root = schema.getRootType(operation.operation);
  if (!coerced || !root) return;
  const definitions = document.definitions.filter(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
  );
  const fragments = new Map(definitions.map((fragment) => [fragment.name.value, fragment]));
  count({ schema, fragments, variables: coerced, objects: 0 }, operation.selectionSet, {
    type: root,
    times: 1,
    path: '',
  });
}

interface Place {
  type: GraphQLCompositeType;
  /** How many objects the selection is read from. */
  times: number;
  path: string;
}

function count(measure: Measure, { selections }: SelectionSetNode, place: Place): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const { type } = place;
      const name = selection.name.value;
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
      const below = field && getNamedType(field.type);
      if (!field || !selection.selectionSet || !isCompositeType(below)) continue;
      const path = place.path ? `${place.path}.${name}` : name;
      const first: unknown = getArgumentValues(field, selection, measure.variables)['first'];
      const times =
        place.times * (typeof first === 'number' ? Math.max(first, 1) : lengthOf(field, place.type));
      measure.objects += times;
      if (measure.objects > mostObjects)
        throw new Problem(
          'BAD_INPUT',
          `The query could ask for more than ${mostObjects} objects: ask for smaller pages.`,
          {
            field: path,
          },
        );
      count(measure, selection.selectionSet, { type: below, times, path });
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      count(measure, selection.selectionSet, {
        ...place,
        type: conditionOf(measure, selection) ?? place.type,
      });
    } else {
      const fragment = measure.fragments.get(selection.name.value);
      if (fragment)
        count(measure, fragment.selectionSet, {
          ...place,
          type: conditionOf(measure, fragment) ?? place.type,
        });
    }
  }
}

function conditionOf(
  { schema }: Measure,
  { typeCondition }: { readonly typeCondition?: { readonly name: { readonly value: string } } | undefined },
): GraphQLCompositeType | undefined {
  const type = typeCondition && schema.getType(typeCondition.name.value);
  return isCompositeType(type) ? type : undefined;
}

/** The nodes of a page were counted when the page was. */
function lengthOf({ type }: GraphQLField<unknown, unknown>, parent: GraphQLCompositeType): number {
  const isList = isListType(isNonNullType(type) ? type.ofType : type);
  return isList && !parent.name.endsWith('Connection') ? shortList : 1;
}

/** Refuses such a request before anything runs. */
export const answerableQueries: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request }) => {
      if (operation) assertAnswerable(schema, { document, operation, variables: request.variables ?? {} });
    },
  }),
};
