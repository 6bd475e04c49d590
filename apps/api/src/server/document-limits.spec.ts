import fc from 'fast-check';
import { buildSchema, getIntrospectionQuery, parse, print, specifiedRules, validate } from 'graphql';
import { consoleDocuments } from '../testing/console-documents';
import { queryBombs } from '../testing/query-bombs';
import { parseWithinLimits } from './document-limits';
import { limits } from './limits';
import { assertAffordable } from './query-cost';
import { makeSchema } from './schema';

const schema = makeSchema();

/** All that happens to a document before it runs, as the server does it: the refusal, or null. */
function refusalOf(query: string, variables: Record<string, unknown> = {}): string | null {
  try {
    const document = parseWithinLimits(schema, query);
    const [invalid] = validate(schema, document, specifiedRules);
    if (invalid) return invalid.message;
    assertAffordable(schema, { document, operationName: undefined, variables });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Milliseconds of processor time; the least of three, since other work may fall into one. */
function cpuMs(work: () => unknown): number {
  const one = () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  return Math.min(one(), one(), one());
}

describe('DO-8 G38 documents that ask too much', () => {
  it('are a corpus of 150', () => {
    expect(queryBombs.length).toBeGreaterThanOrEqual(145);
    expect(new Set(queryBombs.map(({ query, variables }) => query + JSON.stringify(variables))).size).toBe(
      queryBombs.length,
    );
  });

  it.each(queryBombs.map(({ name, query, variables }) => [name, query, variables] as const))(
    'G38 refuses %s, within 50 ms',
    (_name, query, variables) => {
      expect(refusalOf(query, variables)).toEqual(expect.any(String));
      expect(cpuMs(() => refusalOf(query, variables))).toBeLessThanOrEqual(50);
    },
  );

  it.each([
    [`{ ${'x '.repeat(2_001)} }`, `Token limit of ${limits.tokens} exceeded.`],
    [
      `{ model(id: "x") { ${'versions { nodes { model { '.repeat(5)} id ${'} } }'.repeat(5)} } }`,
      `Query depth limit of ${limits.depth} exceeded, found 17.`,
    ],
    [
      `{ auditLogHead { ${Array.from({ length: 16 }, (_, n) => `a${n}: size`).join(' ')} } }`,
      `Aliases limit of ${limits.aliases} exceeded, found 16.`,
    ],
    [
      `{ __typename ${'@skip(if: true) '.repeat(21)} }`,
      `Directives limit of ${limits.directives} exceeded, found 21.`,
    ],
    [`{ ${'auditLogHead { size } '.repeat(11)} }`, `Root field limit of ${limits.rootFields} exceeded.`],
    [
      `{ model(id: "x") { ${'latestVersion { id } '.repeat(100)} } }`,
      `Selection limit of ${limits.selections} exceeded.`,
    ],
  ])('G38 names the limit: %#', (query, message) => {
    expect(refusalOf(query)).toBe(message);
  });

  it('G38 lets through what stands exactly at a limit', () => {
    const root = 'auditLogHead { size } '.repeat(limits.rootFields);
    expect(refusalOf(`{ ${root} }`)).toBeNull();
    const aliases = Array.from({ length: limits.aliases }, (_, n) => `a${n}: size`).join(' ');
    expect(refusalOf(`{ auditLogHead { ${aliases} } }`)).toBeNull();
    expect(
      refusalOf(`{ auditLogHead { ${'... @skip(if: true) { size } '.repeat(limits.directives)} } }`),
    ).toBeNull();
  });

  it('G38 lets through every document of the console, with the type names its client adds', () => {
    for (const { document, variables } of consoleDocuments()) {
      const text = print(document);
      expect(refusalOf(text, variables)).toBeNull();
      expect(
        refusalOf(
          text.replace(/\{/g, '{ __typename').replace(/\((\$[^)]*)\{ __typename/g, '($1{'),
          variables,
        ),
      ).toBeNull();
    }
  });

  it('lets tools read the schema, where the server shows it at all', () => {
    expect(() => parseWithinLimits(schema, getIntrospectionQuery())).not.toThrow();
  });
});

/** Small schemas do: the limits look at shapes, and validation at a few types that lead everywhere. */
const small = buildSchema(`
  interface Node { id: ID! node: Node nodes(first: Int): [Node!]! }
  type A implements Node { id: ID! node: Node nodes(first: Int): [Node!]! b: B u: U }
  type B implements Node { id: ID! node: Node nodes(first: Int): [Node!]! a(x: Int): A u: U }
  union U = A | B
  type Query { a: A b: B u: U node: Node nodes(first: Int): [Node!]! }`);

const names = ['a', 'b', 'u', 'node', 'nodes', 'id', '__typename'];
const types = ['A', 'B', 'U', 'Node', 'Query'];
const fragmentNames = Array.from({ length: 12 }, (_, index) => `f${index}`);

/** Documents as an attacker's generator writes them: everything may nest, spread and repeat. */
const { selectionSet } = fc.letrec<{ selectionSet: string; selection: string }>((tie) => ({
  selectionSet: fc
    .array(tie('selection'), { minLength: 1, maxLength: 12, depthIdentifier: 'set' })
    .map((selections) => `{ ${selections.join(' ')} }`),
  selection: fc.oneof(
    { depthIdentifier: 'set', maxDepth: 9, withCrossShrink: true },
    fc.constantFrom(...names),
    fc.constantFrom(...fragmentNames).map((name) => `...${name}`),
    fc.tuple(fc.constantFrom(...names), tie('selectionSet')).map(([name, set]) => `${name} ${set}`),
    fc.tuple(fc.constantFrom(...types), tie('selectionSet')).map(([type, set]) => `... on ${type} ${set}`),
    fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom(...fragmentNames))
      .map(([count, name]) => `...${name} `.repeat(count)),
    fc
      .tuple(
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom('node', 'nodes'),
        fc.constantFrom(...fragmentNames),
      )
      .map(([count, field, name]) => `${field} { ...${name} } `.repeat(count)),
  ),
}));

const documents = fc
  .tuple(selectionSet, fc.array(fc.tuple(fc.constantFrom(...types), selectionSet), { maxLength: 12 }))
  .map(([operation, sets]) => {
    const fragments = sets.map(([type, set], index) => `fragment f${index} on ${type} ${set}`);
    return `query ${operation} ${fragments.join(' ')}`;
  });

describe('DO-8 G38 the limits themselves', () => {
  it('G38 cost little whatever they are given: 400 generated documents, seed 1', () => {
    const judge = (query: string) => {
      try {
        const document = parseWithinLimits(small, query);
        if (validate(small, document).length === 0)
          assertAffordable(small, { document, operationName: undefined, variables: {} });
      } catch {
        // Refused, which is as good as let through: the time is what counts.
      }
    };
    fc.assert(
      fc.property(documents, (query) => {
        expect(cpuMs(() => judge(query))).toBeLessThanOrEqual(50);
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  it('G38 read a document of 256 kB that is one long text', () => {
    const query = `{ dataset(id: "${'x'.repeat(limits.bodyBytes)}") { id } }`;
    expect(cpuMs(() => refusalOf(query))).toBeLessThanOrEqual(50);
    expect(parse(query).definitions).toHaveLength(1);
  });
});
