import { type DocumentNode, type FieldNode, Kind, type SelectionNode } from 'graphql';

/** The fields of a document's operations themselves, those of fragments among them. */
export function rootFieldsOf(document: DocumentNode): FieldNode[] {
  const fragments = new Map(
    document.definitions.map((node) => [
      node.kind === Kind.FRAGMENT_DEFINITION ? node.name.value : undefined,
      node,
    ]),
  );
  const spread = new Set<string>();
  const fieldsOf = (selections: readonly SelectionNode[]): FieldNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet.selections);
      const name = selection.name.value;
      const fragment = fragments.get(name);
      // Once is enough: what a second spread selects is the same field again.
      if (spread.has(name) || fragment?.kind !== Kind.FRAGMENT_DEFINITION) return [];
      spread.add(name);
      return fieldsOf(fragment.selectionSet.selections);
    });
  return document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? fieldsOf(node.selectionSet.selections) : [],
  );
}
