import { getIntrospectionQuery, graphqlSync, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { makeSchema } from './schema';

describe('the schema', () => {
  it('describes every type, field and enum value', () => {
    const bare: string[] = [];
    const look = (name: string, described: { description?: string | null | undefined }) => {
      if (!described.description) bare.push(name);
    };
    const types = Object.values(makeSchema().getTypeMap()).filter(({ name }) => !name.startsWith('__'));
    for (const type of types) {
      if (!['Query', 'Mutation'].includes(type.name)) look(type.name, type);
      if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
      if (isObjectType(type) || isInputObjectType(type)) {
        for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field);
      }
    }
    expect(bare).toEqual([]);
  });

  it('can be introspected, with every default value', () => {
    const { errors } = graphqlSync({ schema: makeSchema(), source: getIntrospectionQuery() });
    expect(errors).toBeUndefined();
  });

  it('pages every list of rows by keyset', () => {
    const fields = Object.values(makeSchema().getTypeMap())
      .filter(isObjectType)
      .flatMap((type) => Object.values(type.getFields()));
    const connections = fields.filter(({ type }) => /Connection!?$/.test(String(type)));
    expect(connections.length).toBeGreaterThan(10);
    for (const { args } of connections)
      expect(args.map(({ name }) => name)).toEqual(expect.arrayContaining(['first', 'after']));
  });
});
