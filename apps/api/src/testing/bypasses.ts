import { type Answer, type TestApi } from './api';

/** What the guard answers: nothing was reached that could be recorded. */
const atTheDoor = [
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'BAD_INPUT',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
];

interface Entry {
  action: string;
  outcome: string;
  refusal: string | null;
  actor: string;
}

/** Tries what has to be refused, and looks at what it left behind. */
export class Bypasses {
  attempts = 0;
  audited = 0;

  /** @param tables all that decisions are about; sessions and the log are not among it */
  constructor(
    private readonly api: TestApi,
    private readonly tables: readonly string[],
  ) {}

  /** Everything in the tables, as one digest. */
  async state(): Promise<string> {
    const each = this.tables.map(
      (table) =>
        `(SELECT string_agg(row::text, ';' ORDER BY row::text) FROM ${table} row WHERE workspace_id = $1)`,
    );
    const { rows } = await this.api.owner.query<{ state: string }>(
      `SELECT md5(concat_ws('|', ${each.join(', ')})) AS state`,
      [this.api.workspaceId],
    );
    return rows[0]?.state ?? '';
  }

  async logSize(): Promise<number> {
    const { rows } = await this.api.owner.query<{ size: string }>(
      'SELECT size FROM audit_head WHERE workspace_id = $1',
      [this.api.workspaceId],
    );
    return Number(rows[0]?.size);
  }

  async logAfter(size: number): Promise<Entry[]> {
    const { rows } = await this.api.owner.query<Entry>(
      `SELECT action, outcome, payload->>'refusal' AS refusal, actor
       FROM audit_entry WHERE workspace_id = $1 AND sequence > $2 ORDER BY sequence`,
      [this.api.workspaceId, size],
    );
    return rows;
  }

  /** The attempt is refused with this code, changes nothing, and is recorded where it got past the door. */
  async refused(code: string, action: string, attempt: () => Promise<Answer>): Promise<void> {
    const [before, size] = [await this.state(), await this.logSize()];
    const answer = await attempt();
    expect([action, answeredCode(answer)]).toEqual([action, code]);
    this.attempts += 1;
    expect(await this.state()).toBe(before);
    const added = await this.logAfter(size);
    if (atTheDoor.includes(code)) expect(added).toEqual([]);
    else {
      expect(added).toHaveLength(1);
      expect(added[0]).toMatchObject({ action, outcome: 'refused', refusal: code });
      expect(added[0]?.actor).toMatch(/^(person|service):/);
      this.audited += 1;
    }
  }
}

/** The code of an error or a refusal; OK otherwise. */
export function answeredCode({ data, errors }: Answer): string {
  if (errors) return String(errors[0]?.extensions['code']);
  return (data?.['answer'] as { code?: string } | undefined)?.code ?? 'OK';
}
