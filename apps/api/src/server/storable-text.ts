import { type ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, visit } from 'graphql';
import { Problem } from './problem';
import { refusedRequest } from './refused-request';

/** PostgreSQL stores no NUL, and half a surrogate pair is no character: neither may come in, in any argument. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** The path of the first text that cannot be stored, or null. */
function findUnstorable(value: unknown, path: string): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    const found = isStorable(key) ? findUnstorable(member, path ? `${path}.${key}` : key) : path;
    if (found !== null) return found;
  }
  return null;
}

function assertLiterals(document: DocumentNode): void {
  visit(document, {
    StringValue: ({ value }) => {
      if (!isStorable(value)) throw unstorable('a literal of the document');
    },
  });
}

function unstorable(field: string): Error {
  return refusedRequest(
    new Problem('BAD_INPUT', 'Text may hold neither NUL nor half a surrogate pair.', { field }),
  );
}

/** Refuses a request with such text before anything runs. */
export const storableText: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, request }) => {
      const field = findUnstorable(request.variables ?? {}, '');
      if (field !== null) throw unstorable(field);
      assertLiterals(document);
    },
  }),
};
