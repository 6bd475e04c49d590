import {
  type GraphQLField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { getNamedType, isLeafType } from 'graphql';
import { isPermitted, type Actor, type Permission } from '@countersign/domain/access';
import { rootFields } from '../../server/permit';
import { makeSchema } from '../../server/schema';
import { createTokenFor } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';

/** The shortest value that a required argument takes: what it says does not matter to the guard. */
function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) && field.defaultValue === undefined,
    );
    return `{ ${required.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
  }
  const literals: Record<string, string> = {
    Int: '1',
    Float: '1',
    Boolean: 'true',
    DateTimeISO: '"2026-01-01T00:00:00Z"',
  };
  return literals[type.name] ?? '"x"';
}

/** One call of a root field, with no more than it requires. */
function callOf(kind: 'query' | 'mutation', { name, args, type }: GraphQLField<unknown, unknown>): string {
  const required = args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
  const given = required.map((arg) => `${arg.name}: ${literal(arg.type)}`).join(', ');
  const selection = isLeafType(getNamedType(type)) ? '' : ' { __typename }';
  return `${kind} { ${name}${given ? `(${given})` : ''}${selection} }`;
}

const schema = makeSchema();
const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
const calls = [
  ...queries.map((field) => [field.name, callOf('query', field)] as const),
  ...mutations.map((field) => [field.name, callOf('mutation', field)] as const),
];
const permissionOf = (name: string) =>
  rootFields().find((field) => field.name === name)?.permissions[0] ?? '';
const open = ['session', 'signIn'];

describe('every root field', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  const codeOf = async (client: ApiClient, call: string) => {
    const { data, errors } = await client.graphql(call);
    return errors ? errors[0]?.extensions['code'] : data;
  };

  it.each(calls.filter(([name]) => !open.includes(name)))(
    'G32 turns away who is nobody: %s',
    async (_name, call) => {
      expect(await codeOf(api.anonymous, call)).toBe('UNAUTHENTICATED');
    },
  );

  it('G37 lets an ingest token read nothing, field by field', async () => {
    const ingest = api.withToken((await createTokenFor(await api.as('ira'), { scope: 'INGEST' })).secret);
    const reads = queries.filter(({ name }) => name !== 'session');
    expect(reads.length).toBeGreaterThan(15);
    for (const field of reads)
      expect([field.name, await codeOf(ingest, callOf('query', field))]).toEqual([field.name, 'FORBIDDEN']);
    expect(await codeOf(ingest, '{ session { viewer { permissions } } }')).toEqual({
      session: { viewer: { permissions: ['label.log', 'prediction.log', 'upload.create'] } },
    });
  });

  it.each([
    ['read', 'READ'],
    ['write', 'WRITE'],
    ['ingest', 'INGEST'],
  ] as const)(
    'A-7 turns away a token of scope %s from every field its scope does not grant',
    async (scope, wire) => {
      const { secret } = await createTokenFor(await api.as('ira'), { scope: wire });
      const actor: Actor = { kind: 'service', id: 't', name: 't', workspaceId: 'w', roles: [], scope };
      const denied = calls.filter(
        ([name]) => !open.includes(name) && !isPermitted(actor, permissionOf(name) as Permission),
      );
      expect(denied.length).toBeGreaterThan(5);
      for (const [name, call] of denied)
        expect([name, await codeOf(api.withToken(secret), call)]).toEqual([name, 'FORBIDDEN']);
    },
  );
});
