import { type ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, visit } from 'graphql';
import { Problem } from './problem';
import { refusedRequest } from './refused-request';

/** PostgreSQL stores no NUL, and half a surrogate pair is no character: neither may come in, in any argument. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** No argument is nested as deep; what is only makes whoever walks through it run out of stack. */
const deepestVariable = 32;

/** The path of the first text that cannot be stored, or null. */
function findUnstorable(value: unknown, path: readonly string[]): readonly string[] | null {
  if (typeof value === 'string') return isStorable(value) ? null : path;
  if (typeof value !== 'object' || value === null) return null;
  if (path.length === deepestVariable)
    throw badInput(`Variables may be nested ${deepestVariable} levels deep.`, path[0] ?? '');
  for (const [key, member] of Object.entries(value)) {
    const found = isStorable(key) ? findUnstorable(member, [...path, key]) : path;
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

const unstorable = (field: string): Error =>
  badInput('Text may hold neither NUL nor half a surrogate pair.', field);

function badInput(message: string, field: string): Error {
  return refusedRequest(new Problem('BAD_INPUT', message, { field }));
}

/** Refuses a request with such text before anything runs. */
export const storableText: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, request }) => {
      const path = findUnstorable(request.variables ?? {}, []);
      if (path !== null) throw unstorable(path.join('.'));
      assertLiterals(document);
    },
  }),
};
