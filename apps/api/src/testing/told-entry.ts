interface Told {
  action: string;
  /** As `person:<id>`. */
  by: string;
  /** The id of what it is about. */
  about: string;
  type?: string;
  payload?: object;
}

/**
 * SQL that writes an entry of the audit log as whoever gets to write SQL in the server's place would, at the instant of the
 * transaction. Names in braces are left for the spec to fill in.
 */
export function toldEntry({ action, by, about, type = 'promotion', payload = {} }: Told): string {
  const json = JSON.stringify(payload).replaceAll("'", "''");
  return `SELECT append_audit_entry(current_setting('countersign.workspace_id')::uuid, gen_random_uuid(), now(), '${by}',
    '${action}', 'done', '${type}', '${about}', '{', '}', '${json}', 'salt')`;
}
