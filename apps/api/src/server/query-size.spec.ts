import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getOperationAST, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { assertAnswerable, mostObjects, mostRootFields } from './query-size';
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

  it('caps the root fields of a request, aliases and fragments included', () => {
    const aliases = (count: number) =>
      Array.from({ length: count }, (_, n) => `a${n}: verifyAuditLog { valid }`).join(' ');
    expect(refusal(`{ ${aliases(mostRootFields)} }`)).toBe('answered');
    const over = expect.objectContaining({ code: 'BAD_INPUT', place: { field: 'verifyAuditLog' } });
    expect(refusal(`{ ${aliases(mostRootFields + 1)} }`)).toEqual(over);
    expect(refusal(`{ ...all } fragment all on Query { ${aliases(mostRootFields + 1)} }`)).toEqual(over);
  });

  it('reads page sizes from variables and their defaults', () => {
    const query = `query ($n: Int = 500) {
      models(first: $n) { nodes { versions(first: $n) { nodes { monitors(first: $n) { nodes { id } } } } } } }`;
    expect(refusal(query)).toEqual(tooMuch('models.nodes.versions.nodes.monitors'));
    expect(refusal(query, { n: 10 })).toBe('answered');
  });

  it('counts a fragment wherever it is spread', () => {
    const spread = Array.from(
      { length: 12 },
      (_, level) => `fragment f${level} on Model { ...f${level + 1} ...f${level + 1} }`,
    );
    const query = `{ models(first: 500) { nodes { ...f0 } } } ${spread.join(' ')} fragment f12 on Model { latestVersion { id } }`;
    expect(refusal(query)).toEqual(tooMuch('models.nodes.latestVersion'));
  });

  it('gives up on fragments that double at each level, before they cost anything', () => {
    const doubling = Array.from(
      { length: 60 },
      (_, level) => `fragment f${level} on Model { ...f${level + 1} ...f${level + 1} }`,
    );
    const query = `{ models { nodes { ...f0 } } } ${doubling.join(' ')} fragment f60 on Model { id }`;
    const place = { field: 'models.nodes' };
    expect(refusal(query)).toEqual(expect.objectContaining({ code: 'BAD_INPUT', place }));
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
