// No source file may reach itself through its imports; type-only imports are erased and do not count.
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { repositoryFiles } from '../set-up/repository-files.mjs';

const sources = (await repositoryFiles()).filter((file) => /^(apps|libs)\/.*\.tsx?$/.test(file));
const known = new Set(sources);

/** The source file an import names, or undefined when it is a package's. */
function resolveImport(from, specifier) {
  const own = /^@countersign\/([^/]+)\/(.+)$/.exec(specifier);
  if (!own && !specifier.startsWith('.')) return undefined;
  const target = own ? `libs/${own[1]}/${own[2]}` : normalize(join(dirname(from), specifier));
  return [`${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((path) => known.has(path));
}

function isErased(statement) {
  const clause = statement.importClause;
  if (statement.isTypeOnly || clause?.isTypeOnly) return true;
  const bindings = clause?.namedBindings ?? statement.exportClause;
  const elements = bindings?.elements;
  return Boolean(elements?.length) && !clause?.name && elements.every((element) => element.isTypeOnly);
}

function importsOf(file) {
  const parsed = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return parsed.statements
    .filter(
      (statement) =>
        (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) && statement.moduleSpecifier,
    )
    .filter((statement) => !isErased(statement))
    .map((statement) => resolveImport(file, statement.moduleSpecifier.text))
    .filter(Boolean);
}

const graph = new Map(sources.map((file) => [file, importsOf(file)]));
const finished = new Set();
const cycles = [];

function visit(file, path) {
  const start = path.indexOf(file);
  if (start >= 0) return void cycles.push([...path.slice(start), file]);
  if (finished.has(file)) return;
  for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
  finished.add(file);
}

for (const file of sources) visit(file, []);
for (const cycle of cycles) console.error(`import cycle: ${cycle.join(' → ')}`);
console.log(`${sources.length} files, ${cycles.length} import cycles`);
process.exitCode = cycles.length > 0 ? 1 : 0;
