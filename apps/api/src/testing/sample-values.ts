import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';

const scalars: Record<string, unknown> = {
  Int: 1,
  Float: 0.5,
  Boolean: true,
  DateTimeISO: '2026-01-01T00:00:00.000Z',
};

/** The smallest value that a type takes: required members alone, the first value of an enumeration. */
function sampleValue(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sampleValue(type.ofType as GraphQLInputType);
  if (isListType(type)) return [sampleValue(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((field) => [field.name, sampleValue(field.type)]));
  }
  return scalars[type.name] ?? 'x';
}

/** A value for every variable of an operation. */
export function sampleVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
): Record<string, unknown> {
  const variables = operation.variableDefinitions ?? [];
  return Object.fromEntries(
    variables.map(({ variable, type }) => [
      variable.name.value,
      sampleValue(typeFromAST(schema, type as never) as GraphQLInputType),
    ]),
  );
}

/** A call of a root field with the arguments it needs, asking for nothing but the type of its answer. */
export function sampleCall(
  kind: 'query' | 'mutation',
  { name, args, type }: GraphQLField<unknown, unknown>,
): { query: string; variables: Record<string, unknown> } {
  const required = args.filter(isRequiredArgument);
  const declared = required.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const given = required.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const selection = isCompositeType(getNamedType(type)) ? ' { __typename }' : '';
  return {
    query: `${kind} ${declared && `(${declared})`} { ${name}${given && `(${given})`}${selection} }`,
    variables: Object.fromEntries(required.map((argument) => [argument.name, sampleValue(argument.type)])),
  };
}
