import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  consistencyRanges,
  Frontier,
  genesisHash,
  leafHash,
  parseCheckpoint,
  verifyConsistency,
  verifyNote,
} from '@countersign/domain/audit-log';
import { newKeys, startSignedLog, type LogServer, type SignedLog } from '../../testing/signed-log';
import { tamper } from '../../testing/tampering';
import { CheckpointMemory } from './checkpoint-memory';
import { signAuditLogs } from './sign-audit-logs';
import { SigningRefused } from './signing-refused';
import { StoredTree } from './stored-tree';
import { urgentActions } from './urgent-actions';

describe('checkpoints', () => {
  let log: SignedLog;
  let server: LogServer;
  let clock: Date;
  beforeEach(async () => {
    clock = new Date('2026-03-01T12:00:00Z');
    log = await startSignedLog(() => clock);
    server = await log.server({ noteIn: 'main' });
  });
  afterEach(() => log.stop());

  const sizes = async () =>
    (
      await log.owner.query<{ size: string }>(
        'SELECT size FROM audit_checkpoint WHERE workspace_id = $1 ORDER BY size',
        [log.workspaceId],
      )
    ).rows.map(({ size }) => Number(size));
  const hashes = async () =>
    (
      await log.owner.query<{ hash: string }>(
        'SELECT hash FROM audit_entry WHERE workspace_id = $1 ORDER BY sequence',
        [log.workspaceId],
      )
    ).rows.map(({ hash }) => hash);
  const rootOver = (leaves: readonly string[]) => {
    const frontier = new Frontier();
    for (const leaf of leaves) frontier.append(leaf);
    return frontier.root();
  };
  const OURS = () => `workspace_id = '${log.workspaceId}'`;
  const faultOf = async (signing: Promise<unknown>) => {
    const error: unknown = await signing.catch((caught: unknown) => caught);
    return error instanceof SigningRefused ? error.fault : error;
  };

  it('AS-6 G27 states size and root of the log in a note that its key signed', async () => {
    await log.append(server, 5);
    const checkpoint = await server.checkpoints.sign(log.workspaceId);
    const read = parseCheckpoint(checkpoint?.note ?? '');
    const { key } = server.keys.signers(`countersign.audit/${log.workspaceId}`)[0]!;
    expect(read).toMatchObject({ size: 5, root: rootOver(await hashes()) });
    expect(verifyNote(read!.note, [key])).toEqual([{ key, time: null }]);
    expect(await server.checkpoints.sign(log.workspaceId)).toMatchObject({ size: '5' });
    expect(await sizes()).toEqual([5]);
  });

  it('AS-6 G27 signs within 60 seconds: a turn begins every 30, and signs whatever is unsigned', async () => {
    expect(signAuditLogs.everySeconds).toBeLessThanOrEqual(30);
    await log.append(server, 1);
    await signAuditLogs.run({ checkpoints: server.checkpoints } as never, log.actor);
    expect(await sizes()).toEqual([1]);
  });

  it('AS-6 G27 leaves no more than 256 entries between checkpoints while two servers write at once', async () => {
    const other = await log.server({ keys: server.keys });
    const callers = [server, other].flatMap((each) => [each, each, each, each]);
    await Promise.all(callers.map((each) => log.append(each, 100)));
    for (const { checkpoints } of [server, other]) await checkpoints.settle();
    await server.checkpoints.sign(log.workspaceId);
    const [signed, leaves] = [await sizes(), await hashes()];
    expect(signed.length).toBeGreaterThanOrEqual(3);
    expect(signed.at(-1)).toBe(800);
    [0, ...signed]
      .slice(0, -1)
      .forEach((size, index) => expect(signed[index]! - size).toBeLessThanOrEqual(256));
    for (const [index, newSize] of signed.slice(1).entries()) {
      const oldSize = signed[index]!;
      const proof = consistencyRanges(oldSize, newSize).map(({ from, to }) =>
        rootOver(leaves.slice(from, to)),
      );
      const [oldRoot, newRoot] = [oldSize, newSize].map((size) => rootOver(leaves.slice(0, size)));
      expect(verifyConsistency({ oldSize, newSize, oldRoot: oldRoot!, newRoot: newRoot!, proof })).toBe(true);
    }
    expect([...server.alarms, ...other.alarms]).toEqual([]);
  });

  it('AS-4 G28 leaves no gap in the sequence when writers fail and race', async () => {
    const other = await log.server({ keys: server.keys });
    const failing = ({ database }: LogServer) =>
      database.write(log.actor, () => Promise.reject(new Error('no'))).catch(() => undefined);
    await Promise.all(
      [server, other].flatMap((each) => [
        log.append(each, 20),
        failing(each),
        log.append(each, 20),
        failing(each),
      ]),
    );
    const { rows } = await log.owner.query<{ sequence: string }>(
      `SELECT sequence FROM audit_entry WHERE ${OURS()} ORDER BY sequence`,
    );
    expect(rows.map(({ sequence }) => Number(sequence))).toEqual(
      Array.from({ length: 80 }, (_, at) => at + 1),
    );
  });

  it.each(urgentActions)('AS-7 signs %s before the caller is answered', async (action) => {
    await log.append(server, 2);
    expect(await sizes()).toEqual([]);
    await log.append(server, 1, action);
    expect(await sizes()).toEqual([3]);
  });

  it('AS-7 answers the caller when the signature fails: the change has happened', async () => {
    server.memory.note = () => Promise.reject(new Error('no space left'));
    await log.append(server, 1, 'castVote');
    expect(await hashes()).toHaveLength(1);
    expect(server.alarms).toHaveLength(1);
    expect((await server.auditLog.head(log.actor)).signingFault).toMatch(/failed/);
  });

  it('AS-8 lets any number of servers sign at once, one after the other, none a size twice', async () => {
    const servers = await Promise.all([1, 2, 3].map(() => log.server({ keys: server.keys })));
    await log.append(server, 3);
    const signed = await Promise.all(
      [server, ...servers, ...servers].map(({ checkpoints }) => checkpoints.sign(log.workspaceId)),
    );
    expect(new Set(signed.map((checkpoint) => checkpoint?.note)).size).toBe(1);
    expect(await sizes()).toEqual([3]);
    for (const { memory } of [server, ...servers]) expect((await memory.last(log.workspaceId))?.size).toBe(3);
  });

  describe('are refused', () => {
    it('AS-9 G27 when the log has become smaller than the last one stored', async () => {
      await log.append(server, 4);
      await server.checkpoints.sign(log.workspaceId);
      const back = `UPDATE audit_head SET size = 2, signed_size = 0,
        hash = (SELECT hash FROM audit_entry WHERE ${OURS()} AND sequence = 2) WHERE ${OURS()}`;
      await tamper(log.owner, back, `DELETE FROM audit_entry WHERE ${OURS()} AND sequence > 2`);
      expect(await faultOf(server.checkpoints.sign(log.workspaceId))).toBe('LOG_SMALLER');
      await log.append(server, 3);
      expect(await faultOf(server.checkpoints.sign(log.workspaceId))).toBe('LOG_INCONSISTENT');
      expect((await server.auditLog.head(log.actor)).signingFault).toMatch(/first 4 entries/);
      expect(server.alarms).toHaveLength(2);
      expect(await sizes()).toEqual([4]);
    });

    it('AS-9 when an entry that was signed has another hash', async () => {
      await log.append(server, 4);
      await server.checkpoints.sign(log.workspaceId);
      await tamper(
        log.owner,
        `UPDATE audit_entry SET hash = repeat('a', 64) WHERE ${OURS()} AND sequence = 2`,
      );
      await log.append(server, 1, 'castVote');
      expect(server.alarms).toMatchObject([{ fault: 'LOG_INCONSISTENT' }]);
    });

    it.each([
      ['root', `UPDATE audit_checkpoint SET root = repeat('a', 64)`],
      ['size', 'UPDATE audit_checkpoint SET size = size - 1'],
      ['signature', `UPDATE audit_checkpoint SET note = overlay(note placing 'AAAA' from length(note) - 20)`],
    ])('AS-9 when the %s of the last one stored was changed', async (_what, sql) => {
      await log.append(server, 4);
      await server.checkpoints.sign(log.workspaceId);
      await log.append(server, 1);
      await log.owner.query(`${sql} WHERE ${OURS()}`);
      expect(await faultOf(server.checkpoints.sign(log.workspaceId))).toMatch(
        /CHECKPOINT_BROKEN|LOG_INCONSISTENT/,
      );
    });

    it('AS-10 G27 when the database was restored from an old copy, until it is as it was', async () => {
      await log.append(server, 3);
      await server.checkpoints.sign(log.workspaceId);
      const tables = ['audit_entry', 'audit_head', 'audit_checkpoint'];
      const restore = (suffix: string) =>
        tables.flatMap((table) => [
          `DELETE FROM ${table} WHERE ${OURS()}`,
          `INSERT INTO ${table} SELECT * FROM pg_temp.${table}_${suffix}`,
        ]);
      const copy = async (suffix: string) => {
        for (const table of tables)
          await log.owner.query(
            `CREATE TEMP TABLE ${table}_${suffix} AS SELECT * FROM ${table} WHERE ${OURS()}`,
          );
      };
      await copy('old');
      await log.append(server, 3);
      await server.checkpoints.sign(log.workspaceId);
      await copy('new');
      await tamper(log.owner, ...restore('old'));
      expect(await faultOf(server.checkpoints.sign(log.workspaceId))).toBe('LOG_SMALLER');
      expect(await server.auditLog.verify(log.actor)).toMatchObject({ valid: false, firstBad: 4 });
      // A server that starts on the same data directory knows it, too, and other entries do not make up for the lost ones.
      const restarted = await log.server({ keys: server.keys, noteIn: 'main' });
      await log.append(restarted, 4);
      expect(await faultOf(restarted.checkpoints.sign(log.workspaceId))).toBe('LOG_INCONSISTENT');
      await tamper(log.owner, ...restore('new'));
      expect(await restarted.checkpoints.sign(log.workspaceId)).toMatchObject({ size: '6' });
      expect((await restarted.auditLog.head(log.actor)).signingFault).toBeNull();
    });

    it('AS-11 when an entry was changed before it was signed, and names it', async () => {
      await log.append(server, 4);
      await tamper(log.owner, `UPDATE audit_entry SET outcome = 'refused' WHERE ${OURS()} AND sequence = 3`);
      expect(await faultOf(server.checkpoints.sign(log.workspaceId))).toBe('ENTRIES_BROKEN');
      expect((await server.auditLog.head(log.actor)).signingFault).toMatch(/^Entry 3 /);
      expect(await sizes()).toEqual([]);
    });

    it('AS-10 when the note beside the database cannot be read', async () => {
      await log.append(server, 1);
      await mkdir(join(log.directory, 'broken'));
      await writeFile(join(log.directory, 'broken', `${log.workspaceId}.checkpoint`), 'half a no');
      const other = await log.server({ keys: server.keys, noteIn: 'broken' });
      await expect(other.checkpoints.sign(log.workspaceId)).rejects.toThrow('holds no checkpoint');
      expect(await sizes()).toEqual([]);
    });
  });

  describe('are remembered', () => {
    it('AS-10 before they are stored: a signature that was lost on the way is continued, never contradicted', async () => {
      const other = await log.server({ keys: server.keys, noteIn: 'crash' });
      await log.append(server, 3);
      const note = other.memory.note.bind(other.memory);
      other.memory.note = async (workspaceId, text) => {
        await note(workspaceId, text);
        expect(await sizes()).toEqual([]);
        throw new Error('the power failed');
      };
      await expect(other.checkpoints.sign(log.workspaceId)).rejects.toThrow('the power failed');
      expect(await sizes()).toEqual([]);
      const restarted = await log.server({ keys: server.keys, noteIn: 'crash' });
      await log.append(restarted, 2);
      expect(await restarted.checkpoints.sign(log.workspaceId, 1)).toMatchObject({ size: '5' });
    });

    it('AS-10 in files of mode 0600, whole or not at all, and no draft stays behind', async () => {
      const memory = new CheckpointMemory(join(log.directory, 'own'));
      await log.append(server, 1);
      const checkpoint = await server.checkpoints.sign(log.workspaceId);
      await memory.note(log.workspaceId, checkpoint!.note);
      const file = join(log.directory, 'own', `${log.workspaceId}.checkpoint`);
      expect(await readFile(file, 'utf8')).toBe(checkpoint!.note);
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect(await readdir(join(log.directory, 'own'))).toHaveLength(1);
      await copyFile(file, join(log.directory, 'own', 'another.checkpoint'));
      await expect(memory.last('another')).rejects.toThrow('holds no checkpoint of this log');
      expect(await memory.last('third')).toBeNull();
    });
  });

  it('AS-15 finds the root of every size and range, with subtrees stored, half stored and not at all', async () => {
    await log.append(server, 600);
    await server.checkpoints.settle();
    const leaves = await hashes();
    const check = async () => {
      for (const size of [1, 2, 255, 256, 257, 511, 512, 513, 600])
        await server.database.read(log.actor, async ({ manager }) => {
          const tree = new StoredTree(manager, log.workspaceId);
          expect(await tree.root(size)).toBe(rootOver(leaves.slice(0, size)));
          const ranges = [
            { from: 256, to: 600 },
            { from: 512, to: 600 },
            { from: 0, to: 600 },
            { from: 7, to: 8 },
          ];
          expect(await tree.rootsOf(ranges)).toEqual(
            ranges.map(({ from, to }) => rootOver(leaves.slice(from, to))),
          );
        });
    };
    await check();
    expect(await log.owner.query(`DELETE FROM audit_subtree WHERE ${OURS()} AND position = 0`)).toMatchObject(
      {
        rowCount: 2,
      },
    );
    await check();
    await log.owner.query(`DELETE FROM audit_subtree WHERE ${OURS()}`);
    await check();
  });

  it.each([
    ['of entries that are signed', (ours: string) => `UPDATE audit_subtree SET hash = FORGED WHERE ${ours}`],
    [
      'of entries to come',
      (ours: string) =>
        `INSERT INTO audit_subtree (workspace_id, height, position, hash)
         SELECT workspace_id, height, position + 1, FORGED FROM audit_subtree WHERE ${ours}`,
    ],
    [
      'of entries to come, one height above',
      (ours: string) =>
        `INSERT INTO audit_subtree (workspace_id, height, position, hash)
         SELECT workspace_id, 8, 0, FORGED FROM audit_subtree WHERE ${ours}`,
    ],
  ])(
    'AS-9 AS-11 X11 signs no other history that somebody put into the stored subtrees %s',
    async (_what, sql) => {
      await log.append(server, 20);
      await server.checkpoints.sign(log.workspaceId);
      await tamper(log.owner, sql(OURS()).replace('FORGED', `repeat('ab', 32)`));
      await log.append(server, 240);
      await server.checkpoints.settle();
      expect(await faultOf(server.checkpoints.sign(log.workspaceId))).toBe('LOG_INCONSISTENT');
      const leaves = await hashes();
      const noted = await server.memory.last(log.workspaceId);
      const { rows } = await log.owner.query<{ size: string; root: string }>(
        `SELECT size, root FROM audit_checkpoint WHERE ${OURS()}`,
      );
      for (const { size, root } of [...rows, noted!])
        expect(root).toBe(rootOver(leaves.slice(0, Number(size))));
      expect(noted?.size).toBeLessThan(260);
      expect(await server.auditLog.verify(log.actor)).toMatchObject({ valid: false });
    },
  );

  it('AS-10 AS-11 X11 signs no log written anew under true subtrees, whatever these say a moment later', async () => {
    await log.append(server, 256);
    await server.checkpoints.settle();
    await server.checkpoints.sign(log.workspaceId);
    const { rows } = await log.owner.query<{ canonical: string }>(
      `SELECT canonical FROM audit_entry WHERE ${OURS()} ORDER BY sequence`,
    );
    let previous = genesisHash;
    const forged = rows.map(({ canonical }, index) => {
      const text = canonical
        .replace(/"previousHash":"[0-9a-f]{64}"/, `"previousHash":"${previous}"`)
        .replace('"registerModel"', index === 9 ? '"signOut"' : '"registerModel"');
      const values = `('${text.replaceAll("'", "''")}', '${previous}', '${leafHash(text)}', ${index + 1})`;
      previous = leafHash(text);
      return values;
    });
    await tamper(
      log.owner,
      `DELETE FROM audit_checkpoint WHERE ${OURS()}`,
      `UPDATE audit_entry SET canonical = text, previous_hash = previous, hash = anew,
         action = text::jsonb ->> 'action'
       FROM (VALUES ${forged.join()}) AS forged (text, previous, anew, place) WHERE ${OURS()} AND sequence = place`,
      `UPDATE audit_head SET hash = '${previous}', signed_size = 0 WHERE ${OURS()}`,
    );
    expect(await faultOf(server.checkpoints.sign(log.workspaceId))).toBe('LOG_INCONSISTENT');
    const root = jest.spyOn(StoredTree.prototype, 'root').mockResolvedValue(rootOver(await hashes()));
    expect(await faultOf(server.checkpoints.sign(log.workspaceId))).toBe('LOG_INCONSISTENT');
    root.mockRestore();
    expect(await sizes()).toEqual([]);
  });

  it('AS-5 never writes a private key into the database', async () => {
    await log.append(server, 1, 'castVote');
    const { rows } = await log.owner.query<{ note: string; vkey: string }>(
      `SELECT note, vkey FROM audit_checkpoint WHERE ${OURS()}`,
    );
    expect(JSON.stringify(rows)).not.toMatch(/PRIVATE/);
    expect(JSON.stringify(newKeys())).toBe('{}');
  });
});
