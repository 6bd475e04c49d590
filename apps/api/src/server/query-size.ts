import { type ApolloServerPlugin } from '@apollo/server';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  getArgumentValues,
  getNamedType,
  getVariableValues,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type InlineFragmentNode,
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

/** Root fields a request may ask for at most, aliases included: each is a use case of its own, some of them long. */
export const mostRootFields = 20;

/** Selections a request may have at most, so that measuring it stays cheap; the console's largest has some hundreds. */
const mostSelections = 20_000;

/** What a list without pages is taken to hold: gates, seats, aliases, groups. */
const shortList = 5;

interface Measure {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
  objects: number;
  rootFields: number;
  /** Selections looked at so far, each fragment wherever it is spread. */
  selections: number;
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
  count(
    { schema, fragments, variables: coerced, objects: 0, rootFields: 0, selections: 0 },
    operation.selectionSet,
    {
      type: root,
      times: 1,
      path: '',
    },
  );
}

interface Place {
  type: GraphQLCompositeType;
  /** How many objects the selection is read from. */
  times: number;
  path: string;
}

function count(measure: Measure, { selections }: SelectionSetNode, place: Place): void {
  for (const selection of selections) {
    measure.selections += 1;
    if (measure.selections > mostSelections)
      throw tooLarge(`select ${mostSelections} fields, fragments spelt out`, place.path);
    if (selection.kind === Kind.FIELD) countField(measure, selection, place);
    else countFragment(measure, selection, place);
  }
}

function countField(measure: Measure, selection: FieldNode, { type, times, path }: Place): void {
  const name = selection.name.value;
  if (path === '') measure.rootFields += 1;
  if (measure.rootFields > mostRootFields) throw tooLarge(`have ${mostRootFields} root fields`, name);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  const below = field && getNamedType(field.type);
  if (!field || !selection.selectionSet || !isCompositeType(below)) return;
  const first: unknown = getArgumentValues(field, selection, measure.variables)['first'];
  const length = typeof first === 'number' ? Math.max(first, 1) : lengthOf(field, type);
  const place = { type: below, times: times * length, path: path ? `${path}.${name}` : name };
  measure.objects += place.times;
  if (measure.objects > mostObjects)
    throw tooLarge(`ask for ${mostObjects} objects; take smaller pages`, place.path);
  count(measure, selection.selectionSet, place);
}

function countFragment(
  measure: Measure,
  spread: InlineFragmentNode | FragmentSpreadNode,
  place: Place,
): void {
  const fragment = spread.kind === Kind.FRAGMENT_SPREAD ? measure.fragments.get(spread.name.value) : spread;
  if (!fragment) return;
  const condition = fragment.typeCondition && measure.schema.getType(fragment.typeCondition.name.value);
  const type = isCompositeType(condition) ? condition : place.type;
  count(measure, fragment.selectionSet, { ...place, type });
}

function tooLarge(most: string, field: string): Problem {
  return new Problem('BAD_INPUT', `A request may at most ${most}.`, { field });
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
