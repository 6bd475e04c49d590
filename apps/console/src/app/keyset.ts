import type { FieldPolicy } from '@apollo/client/cache';

/** A page of a keyset list as it lies in the cache. */
interface Page {
  /** Not there where only something else was asked of the list, such as how long it is. */
  nodes?: readonly unknown[];
}

/**
 * Cache policy of a keyset list: the page after a cursor is added to the pages before it;
 * a request without a cursor starts again. `keyArgs` are the arguments that make another list.
 */
export const keysetPages = (keyArgs: readonly string[] = []): FieldPolicy<Page> => ({
  keyArgs: keyArgs.length > 0 ? [...keyArgs] : false,
  merge: (existing, incoming, { args }) => {
    if (!incoming.nodes) return { ...existing, ...incoming };
    return args?.after && existing?.nodes
      ? { ...incoming, nodes: [...existing.nodes, ...incoming.nodes] }
      : incoming;
  },
});
