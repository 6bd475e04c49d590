type Path = readonly (string | number)[];

/** The way to every number, text, truth value and null in a JSON value, and to every empty list and object. */
export function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([name, member]) =>
    leavesOf(member, [...path, Array.isArray(value) ? Number(name) : name]),
  );
}

/** The value with another leaf at the end of a way. */
export function withLeaf(
  value: unknown,
  path: Path,
  change: (leaf: unknown) => unknown = otherLeaf,
): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((item: unknown, at) => (at === first ? withLeaf(item, rest, change) : item));
  const held = value as Record<string, unknown>;
  return { ...held, [first]: withLeaf(held[first], rest, change) };
}

function otherLeaf(leaf: unknown): unknown {
  if (typeof leaf === 'number') return leaf + 1;
  if (typeof leaf === 'boolean') return !leaf;
  if (typeof leaf === 'string')
    return leaf === '' ? 'x' : `${leaf.startsWith('0') ? '1' : '0'}${leaf.slice(1)}`;
  if (Array.isArray(leaf)) return ['x'];
  return leaf === null ? 'x' : { x: 1 };
}
