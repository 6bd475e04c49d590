/** What a statement is checked against. */
interface Tenancy {
  /** Tables whose rows belong to a workspace, and `workspace` itself. */
  tables: ReadonlySet<string>;
  /** The workspaces that statements were made for. */
  workspaceIds: ReadonlySet<string>;
}

/**
 * Says what is wrong with a statement: null when every table of tenants that it reads, changes or fills carries a
 * condition on a workspace, or takes rows that name it. It counts; it does not understand.
 */
export function unboundStatement(
  text: string,
  parameters: readonly unknown[],
  { tables, workspaceIds }: Tenancy,
): string | null {
  const sql = text
    .replaceAll('"', '')
    .replace(/'([^']*)'/g, (_all, literal: string) => (workspaceIds.has(literal) ? '$OWN' : "''"))
    .replace(/\s+/g, ' ');
  const isOwn = (value: string) =>
    value === '$OWN' || workspaceIds.has(String(parameters[Number(value.slice(1)) - 1]));
  const touched = [...sql.matchAll(/\b(?:FROM|JOIN|UPDATE|INTO) (?:ONLY )?(\w+)/gi)]
    .map(([, table = '']) => table)
    .filter((table) => tables.has(table));
  if (touched.length === 0) return null;
  const conditions = [...sql.matchAll(/\b(\w+) = (\$\w+)/g)].filter(
    ([, column, value = '']) =>
      isOwn(value) && (column === 'workspace_id' || (column === 'id' && touched.includes('workspace'))),
  ).length;
  const shared = [...sql.matchAll(/USING \(workspace_id\)/g)].length;
  const filled = [...sql.matchAll(/INTO (\w+) ?\(([^)]*)\) ?(?:VALUES|SELECT)/g)].filter(
    ([, table, columns = '']) => table === 'workspace' || columns.split(/, ?/).includes('workspace_id'),
  ).length;
  const names = [...sql.matchAll(/\$\w+/g)].some(([value]) => isOwn(value));
  const bound = names ? conditions + shared + filled : 0;
  return bound >= touched.length ? null : `${touched.join(', ')} with ${bound} bound: ${sql.slice(0, 400)}`;
}
