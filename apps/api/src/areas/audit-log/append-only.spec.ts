import { type DataSource } from 'typeorm';
import { connect } from '../../database/data-source';
import { makeLogger } from '../../server/logger';
import { startSignedLog, type LogServer, type SignedLog } from '../../testing/signed-log';

describe('the rows of the log', () => {
  let log: SignedLog;
  let server: LogServer;
  let application: DataSource;
  beforeAll(async () => {
    log = await startSignedLog();
    server = await log.server();
    application = await connect(process.env['TEST_DATABASE_URL'] ?? '', []);
    await log.append(server, 3, 'castVote');
  });
  afterAll(async () => {
    await application.destroy();
    await log.stop();
  });

  const ours = () => `workspace_id = '${log.workspaceId}'`;
  const asApplication = (sql: string) =>
    application.transaction(async (manager) => {
      await manager.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [log.workspaceId]);
      return manager.query(sql);
    });

  it.each([
    [`UPDATE audit_entry SET action = 'signOut' WHERE OURS`],
    [`UPDATE audit_entry SET canonical = canonical || ' ' WHERE OURS AND sequence = 1`],
    [`UPDATE audit_entry SET hash = repeat('a', 64) WHERE OURS`],
    [`UPDATE audit_entry SET payload = '{}' WHERE OURS`],
    [`UPDATE audit_entry SET payload = NULL WHERE OURS`],
    [`UPDATE audit_entry SET salt = NULL WHERE OURS`],
    [`UPDATE audit_entry SET payload = NULL, salt = NULL, hash = repeat('a', 64) WHERE OURS`],
    [`UPDATE audit_entry SET sequence = sequence + 10 WHERE OURS`],
    [`DELETE FROM audit_entry WHERE OURS AND sequence = 3`],
    ['TRUNCATE audit_entry'],
  ])('AS-3 cannot be changed by the application or by their owner: %s', async (sql) => {
    const statement = sql.replace('OURS', ours());
    await expect(asApplication(statement)).rejects.toThrow(
      /permission denied|audit entries cannot be changed/,
    );
    await expect(log.owner.query(statement)).rejects.toThrow(
      // What refers to entries stands in the way of a TRUNCATE sooner than they do.
      /audit entries cannot be changed|referenced in a foreign key constraint/,
    );
  });

  it.each([
    ['DELETE FROM audit_head'],
    ['DELETE FROM audit_checkpoint'],
    [`UPDATE audit_checkpoint SET note = ''`],
    ['DELETE FROM audit_subtree'],
    [`UPDATE audit_subtree SET hash = ''`],
  ])('AS-3 nor can the application change what is beside them: %s', async (sql) => {
    await expect(asApplication(sql)).rejects.toThrow('permission denied');
  });

  it('AS-3 lose their details together, and no others', async () => {
    await asApplication(`UPDATE audit_entry SET payload = NULL, salt = NULL WHERE sequence = 2`);
    expect(await server.auditLog.verify(log.actor)).toMatchObject({ valid: true, entries: 3 });
    const { rows } = await log.owner.query(
      `SELECT sequence FROM audit_entry WHERE ${ours()} AND payload IS NULL`,
    );
    expect(rows).toEqual([{ sequence: '2' }]);
  });

  it('AS-1 G55 show none of their details in the log of an entry that could not be written', async () => {
    const subject = { type: 'batch', id: 'canary' };
    const payload = { note: 'canary-0815', odd: "it's \\ $1 \u2028 \u0007" };
    const write = () =>
      server.database.write(log.actor, () =>
        Promise.resolve({ result: 1, audit: { action: 'logLabels', subject, payload } }),
      );
    await log.owner.query(`CREATE FUNCTION no_canary() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the log is full'; END $$`);
    await log.owner.query(`CREATE TRIGGER no_canary BEFORE INSERT ON audit_entry FOR EACH ROW
      WHEN (NEW.workspace_id = '${log.workspaceId}') EXECUTE FUNCTION no_canary()`);
    const error: unknown = await write().catch((caught: unknown) => caught);
    await log.owner.query('DROP TRIGGER no_canary ON audit_entry; DROP FUNCTION no_canary()');
    expect(String(error)).toMatch('the log is full');
    const lines: string[] = [];
    makeLogger('error', { write: (line) => void lines.push(line) }).error({ err: error });
    expect(lines.join()).toMatch('the log is full');
    expect(lines.join()).not.toMatch('canary-0815');
    await write();
    const { size } = await server.auditLog.head(log.actor);
    expect((await server.auditLog.entry(log.actor, size)).payload).toEqual(payload);
    expect(await server.auditLog.verify(log.actor)).toMatchObject({ valid: true });
  });

  it('AS-2 say how the actor had proved who they are, and who answers for a service', async () => {
    const actor = { ...log.actor, kind: 'service', session: 'token', onBehalfOf: 'sponsor' } as const;
    await server.database.write(actor, () =>
      Promise.resolve({ result: 1, audit: { action: 'logLabels', subject: { type: 'batch', id: 'b' } } }),
    );
    const entry = await server.auditLog.entry(log.actor, 5);
    expect(JSON.parse(entry.canonical)).toMatchObject({
      v: 2,
      actor: { id: actor.id, kind: 'service', session: 'token', onBehalfOf: 'sponsor' },
    });
  });
});
