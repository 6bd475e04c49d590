import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getOperationAST, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { assertAnswerable, mostObjects } from './query-size';
import { makeSchema } from './schema';

const schema = makeSchema();

function measure(query: string, variables: Record<string, unknown> = {}): void {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('the query has no operation');
  assertAnswerable(schema, { document, operation, variables });
}

const tooMuch = (field: string) =>
  expect.objectContaining({
    code: 'BAD_INPUT',
    place: { field },
    message: expect.stringContaining(`${mostObjects}`),
  });
function refusal(query: string, variables?: Record<string, unknown>): unknown {
  try {
    measure(query, variables);
  } catch (error) {
    return error;
  }
  return 'answered';
}

describe('the size of a query', () => {
  it('lets two full pages of 500 be nested, and no third', () => {
    expect(() =>
      measure('{ models(first: 500) { nodes { versions(first: 500) { nodes { id } } } } }'),
    ).not.toThrow();
    expect(
      refusal(
        '{ models(first: 500) { nodes { versions(first: 500) { nodes { monitors(first: 500) { nodes { id } } } } } } }',
      ),
    ).toEqual(tooMuch('models.nodes.versions.nodes.monitors'));
  });

  it('refuses a circle of lists, by pages of the default size and by lists without pages', () => {
    const pages = `{ models { nodes { ${'versions { nodes { model { '.repeat(20)} id ${'} } }'.repeat(20)} } } }`;
    expect(refusal(pages)).toEqual(expect.objectContaining({ code: 'BAD_INPUT' }));
    const lists = `{ model(id: "x") { ${'aliases { version { model { '.repeat(20)} id ${'} } }'.repeat(20)} } }`;
    expect(refusal(lists)).toEqual(expect.objectContaining({ code: 'BAD_INPUT' }));
  });

  it('reads page sizes from variables and their defaults', () => {
    const query = `query ($n: Int = 500) {
      models(first: $n) { nodes { versions(first: $n) { nodes { monitors(first: $n) { nodes { id } } } } } } }`;
    expect(refusal(query)).toEqual(tooMuch('models.nodes.versions.nodes.monitors'));
    expect(refusal(query, { n: 10 })).toBe('answered');
  });

  it('counts a fragment wherever it is spread', () => {
    const spread = Array.from(
      { length: 24 },
      (_, level) => `fragment f${level} on Model { ...f${level + 1} ...f${level + 1} }`,
    );
    const query = `{ models { nodes { ...f0 } } } ${spread.join(' ')} fragment f24 on Model { latestVersion { id } }`;
    expect(refusal(query)).toEqual(tooMuch('models.nodes.latestVersion'));
  });

  it('answers every operation of the console', () => {
    const sources = join(__dirname, '../../../console/src');
    const texts = readdirSync(sources, { recursive: true, encoding: 'utf8' })
      .filter((name) => /operations\.ts$|\.graphql$/.test(name))
      .map((name) => [name, readFileSync(join(sources, name), 'utf8')] as const);
    const documents = texts.flatMap(([name, text]) =>
      name.endsWith('.graphql')
        ? [text]
        : [...text.matchAll(/graphql\(`([^`]+)`\)/g)].map(([, found]) => found ?? ''),
    );
    const definitions = documents.flatMap((document) => parse(document).definitions);
    const operations = definitions.filter(
      (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
    );
    expect(operations.length).toBeGreaterThan(20);
    for (const operation of operations)
      expect(() =>
        assertAnswerable(schema, { document: { definitions }, operation, variables: { after: null } }),
      ).not.toThrow();
  });
});
