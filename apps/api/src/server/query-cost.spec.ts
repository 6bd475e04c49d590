import { parse, validate } from 'graphql';
import { consoleDocuments } from '../testing/console-documents';
import { limits } from './limits';
import { assertAffordable, costOf } from './query-cost';
import { makeSchema } from './schema';

const schema = makeSchema();

function refusal(query: string, variables: Record<string, unknown> = {}): unknown {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  try {
    assertAffordable(schema, { document, operationName: undefined, variables });
  } catch (error) {
    return error;
  }
  return 'answered';
}

const tooMuch = expect.objectContaining({
  code: 'QUERY_TOO_COMPLEX',
  message: expect.stringContaining(`Object limit of ${limits.objects}`) as string,
});

describe('DO-9 G38 the cost of a query', () => {
  it('lets a page of 500 hold pages of 20, and refuses pages of 500', () => {
    const nested = (first: number) =>
      `{ models(first: 500) { nodes { versions(first: ${first}) { nodes { id } } } } }`;
    expect(refusal(nested(20))).toBe('answered');
    expect(refusal(nested(500))).toEqual(tooMuch);
  });

  it('refuses a circle of lists, by pages of the default size and by lists without pages', () => {
    const pages = `{ models { nodes { ${'versions { nodes { model { '.repeat(5)} id ${'} } }'.repeat(5)} } } }`;
    expect(refusal(pages)).toEqual(tooMuch);
    const lists = `{ model(id: "x") { ${'aliases { version { model { '.repeat(9)} id ${'} } }'.repeat(9)} } }`;
    expect(refusal(lists)).toEqual(tooMuch);
  });

  it('reads page sizes from variables and their defaults', () => {
    const query = `query ($n: Int! = 500) { models(first: $n) { nodes { versions(first: $n) { nodes { id } } } } }`;
    expect(refusal(query)).toEqual(tooMuch);
    expect(refusal(query, { n: 10 })).toBe('answered');
  });

  it.each([
    [
      'a page',
      'query ($v: Int!) { models(first: $v) { nodes { versions(first: 500) { nodes { id } } } } }',
      [1, 500],
    ],
    [
      'a directive',
      'query ($v: Boolean!) { models(first: 500) { nodes { versions(first: 500) @include(if: $v) { nodes { id } } } } }',
      [false, true],
    ],
  ] as const)('measures a document anew whose variable changes %s', (_what, query, [little, much]) => {
    const document = parse(query);
    const ask = (v: unknown) => () =>
      assertAffordable(schema, { document, operationName: undefined, variables: { v } });
    expect(ask(little)).not.toThrow();
    expect(ask(much)).toThrow('exceeded');
    expect(ask(little)).not.toThrow();
  });

  it('knows the operations of one document apart', () => {
    const document = parse(
      'query A { models { nodes { id } } } query B { models(first: 500) { nodes { versions(first: 500) { nodes { id } } } } }',
    );
    const ask = (operationName: string) => () =>
      assertAffordable(schema, { document, operationName, variables: {} });
    expect(ask('A')).not.toThrow();
    expect(ask('B')).toThrow('exceeded');
    expect(ask('A')).not.toThrow();
  });

  it('adds up what aliases and fragments repeat', () => {
    const page = 'models(first: 400) { nodes { versions { nodes { id } } } }';
    expect(refusal(`{ a: ${page} }`)).toBe('answered');
    expect(refusal(`{ ${'abcdefghijklm'.replace(/./g, (alias) => `${alias}: ${page} `)} }`)).toEqual(tooMuch);
    expect(
      refusal(`{ ${'abcdefghijklm'.replace(/./g, (alias) => `...f${alias} `)} }
      ${'abcdefghijklm'.replace(/./g, (alias) => `fragment f${alias} on Query { ${alias}: ${page} } `)}`),
    ).toEqual(tooMuch);
  });

  it('gives up on fragments that double at each level, before they cost anything', () => {
    const doubling = Array.from(
      { length: 60 },
      (_, level) => `fragment f${level} on Model { ...f${level + 1} ...f${level + 1} }`,
    );
    const query = `{ models { nodes { ...f0 } } } ${doubling.join(' ')} fragment f60 on Model { id }`;
    expect(refusal(query)).toMatchObject({
      code: 'QUERY_TOO_COMPLEX',
      message: expect.stringContaining('Limit of 1000 fields') as string,
    });
  });

  it('lets no field whose arguments cannot be read hide what its neighbours cost', () => {
    const query = `query ($n: Int = 5) { small: models(first: $n) { nodes { id } }
      large: models(first: 500) { nodes { versions(first: 500) { nodes { id } } } } }`;
    expect(refusal(query)).toEqual(tooMuch);
    expect(refusal(query, { n: null })).toMatchObject({
      message: expect.stringContaining('"first"') as string,
    });
  });

  it('affords every operation of the console', () => {
    const documents = consoleDocuments();
    expect(documents.length).toBeGreaterThan(30);
    for (const { document, variables } of documents)
      expect(costOf(schema, { document, operationName: undefined, variables })).toBeLessThan(limits.objects);
  });
});
