import type { FieldPolicy } from '@apollo/client/cache';

/** A page of a keyset list as it lies in the cache. */
interface Page {
  nodes: readonly unknown[];
}

/**
 * Cache policy of a keyset list: the page after a cursor is added to the pages before it;
 * a request without a cursor starts again. `keyArgs` are the arguments that make another list.
 */
export const keysetPages = (keyArgs: readonly string[] = []): FieldPolicy<Page> => ({
  keyArgs: keyArgs.length > 0 ? [...keyArgs] : false,
  merge: (existing, incoming, { args }) =>
    args?.after && existing && incoming.nodes
      ? { ...incoming, nodes: [...existing.nodes, ...incoming.nodes] }
      : incoming,
});
