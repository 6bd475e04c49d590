// Typed operations from the committed wire contract: reads the shared fragments and every graphql(`…`) literal under
// src, and writes src/gql. Beside the types goes the manifest of documents that a production server runs for browsers.
import { codegen } from '@graphql-codegen/core';
import { preset } from '@graphql-codegen/client-preset';
import { buildSchema, Kind, parse, print, visit } from 'graphql';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const here = import.meta.dirname;
const sdl = readFileSync(join(here, '../../schema/schema.graphql'), 'utf8');

/** The GraphQL texts of a file: all of it, or its graphql(`…`) literals. */
const textsOf = (file, text) =>
  file.endsWith('.graphql')
    ? [text]
    : [...text.matchAll(/\bgraphql\(\s*`([^`]*)`\s*,?\s*\)/g)].map(([, source]) => source);

const documents = readdirSync(join(here, 'src'), { recursive: true })
  .filter((file) => /\.(tsx?|graphql)$/.test(file) && !file.startsWith('gql'))
  .sort()
  .flatMap((file) => {
    const location = join(here, 'src', file);
    const texts = textsOf(file, readFileSync(location, 'utf8'));
    return texts.map((source) => ({ location, document: parse(source), rawSDL: source }));
  });

const outputs = await preset.buildGeneratesSection({
  baseOutputDir: join(here, 'src/gql') + '/',
  presetConfig: { fragmentMasking: false },
  schema: parse(sdl),
  schemaAst: buildSchema(sdl),
  documents,
  plugins: [],
  pluginMap: {},
  config: {
    useTypeImports: true,
    nonOptionalTypename: true,
    enumType: 'string-literal',
    scalars: { DateTimeISO: 'string', JSON: 'unknown', ID: 'string' },
    strictScalars: true,
  },
  profiler: { run: (task) => task(), collect: () => [] },
  documentTransforms: [],
});

for (const output of outputs) {
  mkdirSync(dirname(output.filename), { recursive: true });
  writeFileSync(output.filename, await codegen(output));
}

const definitions = documents.flatMap(({ document }) => document.definitions);
const fragments = new Map(
  definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]),
);

/** The fragments that a definition spreads, and those that they spread. */
function spreadBy(definition, found = new Set()) {
  visit(definition, {
    FragmentSpread: ({ name }) => {
      const fragment = fragments.get(name.value);
      if (found.has(fragment)) return;
      found.add(fragment);
      spreadBy(fragment, found);
    },
  });
  return [...found];
}

const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
const trusted = operations
  .map((node) => print({ kind: Kind.DOCUMENT, definitions: [node, ...spreadBy(node)] }))
  .map((text) => [createHash('sha256').update(text).digest('hex'), text])
  .sort(([one], [other]) => (one < other ? -1 : 1));
writeFileSync(
  join(here, 'src/gql/trusted-documents.json'),
  `${JSON.stringify(Object.fromEntries(trusted), null, 2)}\n`,
);
