import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type DocumentNode, parse, print, stripIgnoredCharacters, visit } from 'graphql';

/** The documents that the console was built with. A browser session runs these and no others. */
export interface TrustedDocuments {
  /** The text behind the SHA-256 that a client sent in its place. */
  textOf(hash: string): string | undefined;
  has(document: DocumentNode): boolean;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * One text for all ways to write the same document: clients add `__typename` wherever it may stand, and order
 * definitions as they like. Nothing else of it may differ.
 */
function normalised(document: DocumentNode): string {
  const bare = visit(document, {
    Field: ({ name, alias, directives }) =>
      name.value === '__typename' && !alias && !directives?.length ? null : undefined,
  });
  const texts = bare.definitions.map((definition) => stripIgnoredCharacters(print(definition)));
  return texts.sort().join('\n');
}

/** What a server without a console trusts. */
export const noTrustedDocuments: TrustedDocuments = { textOf: () => undefined, has: () => false };

/**
 * Reads the manifest that the console's code generation writes: SHA-256 → document.
 * @throws Error when it is no such manifest, or an entry does not have the hash it stands under
 */
export function readTrustedDocuments(file: string): TrustedDocuments {
  const texts = new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>));
  for (const [hash, text] of texts)
    if (hashOf(text) !== hash) throw new Error(`${file} is spoilt: ${hash} is not the hash of its document.`);
  const known = new Set([...texts.values()].map((text) => normalised(parse(text))));
  return {
    textOf: (hash) => texts.get(hash),
    has: (document) => known.has(normalised(document)),
  };
}
