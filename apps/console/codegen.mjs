// Typed operations from the committed wire contract: reads the shared fragments and every graphql(`…`) literal under
// src, and writes src/gql.
import { codegen } from '@graphql-codegen/core';
import { preset } from '@graphql-codegen/client-preset';
import { buildSchema, parse } from 'graphql';
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
