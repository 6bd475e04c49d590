import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { parseCheckpoint, formatVerifierKey, verifyNote } from '@countersign/domain/audit-log';
import { ConfigError } from '../../server/config-error';
import { startSignedLog, type LogServer, type SignedLog } from '../../testing/signed-log';
import { rotateSigningKey } from './rotate-signing-key';
import { readSigningKeys, type SigningKeys } from './signing-key';

const pem = (type: 'ed25519' | 'x25519' = 'ed25519') =>
  (type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519')).privateKey
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();

describe('signing keys', () => {
  const directory = mkdtempSync(join(tmpdir(), 'countersign-keys-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  let files = 0;
  const holding = (...blocks: string[]) => {
    const file = join(directory, `key-${(files += 1)}.pem`);
    writeFileSync(file, blocks.join('\n'));
    return file;
  };
  const vkeys = (keys: SigningKeys, name = 'log') =>
    keys.signers(name).map(({ key }) => formatVerifierKey(key));

  it('AS-5 are read in the order of their file, and sign under any name', () => {
    const [old, next] = [pem(), pem()];
    const both = readSigningKeys(holding('# since May\n', old, next));
    expect(vkeys(both)).toEqual([
      ...vkeys(readSigningKeys(holding(old))),
      ...vkeys(readSigningKeys(holding(next))),
    ]);
    expect(vkeys(both)[0]).toMatch(/^log\+[0-9a-f]{8}\+/);
  });

  it('AS-5 show nothing of themselves when they are printed', () => {
    const keys = readSigningKeys(holding(pem()));
    for (const shown of [JSON.stringify(keys), inspect(keys, { depth: 9, showHidden: true })])
      expect(shown).not.toMatch(/PRIVATE|[0-9a-f]{64}/);
  });

  it.each([
    ['nothing', () => '', 'no private key'],
    ['no PEM', () => 'secret', 'no private key'],
    ['a key of another kind', () => pem('x25519'), 'key 1'],
    ['a second key of another kind', () => pem() + pem('x25519'), 'key 2'],
    ['a broken key', () => pem().replace(/M/g, '!'), 'key 1'],
  ])('AS-5 refuse a file that holds %s, naming the variable and not the content', (_what, content, names) => {
    const text = content();
    const read = () => readSigningKeys(holding(text));
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/AUDIT_KEY_FILE/);
    expect(read).toThrow(names);
    for (const line of text.split('\n').filter((each) => each.length > 20 && !each.startsWith('-')))
      expect(read).not.toThrow(line);
  });

  it('AS-5 refuse a file that holds one key twice: which is to sign is not clear', () => {
    const key = pem();
    expect(() => readSigningKeys(holding(key, pem(), key))).toThrow(/AUDIT_KEY_FILE.*twice/);
  });

  describe('when they change', () => {
    let log: SignedLog;
    let server: LogServer;
    const [first, second, third] = [pem(), pem(), pem()];
    const keysOf = (...blocks: string[]) => readSigningKeys(holding(...blocks));
    beforeEach(async () => {
      log = await startSignedLog();
      server = await log.server({ keys: keysOf(first) });
      await log.append(server, 3);
      await server.checkpoints.sign(log.workspaceId);
    });
    afterEach(() => log.stop());

    /** The start of a server on this test's log alone: others of the database have keys of their own. */
    const start = async (keys: SigningKeys) => {
      const started = await log.server({ keys });
      started.database.everyWorkspaceId = () => Promise.resolve([log.workspaceId]);
      await rotateSigningKey(started.database, keys);
      return started;
    };
    const entries = async () =>
      (
        await log.owner.query<{ actor: string; action: string; payload: unknown }>(
          'SELECT actor, action, payload FROM audit_entry WHERE workspace_id = $1 ORDER BY sequence OFFSET 3',
          [log.workspaceId],
        )
      ).rows;

    it('AS-12 hand over in a checkpoint that both sign and that names the new one', async () => {
      const keys = keysOf(first, second);
      const [from, to] = vkeys(keys, `countersign.audit/${log.workspaceId}`);
      const started = await start(keys);
      expect(await entries()).toEqual([
        { actor: 'system:system', action: 'rotateAuditKey', payload: { from, to } },
      ]);
      const { checkpoint } = await started.auditLog.head(log.actor);
      const read = parseCheckpoint(checkpoint?.note ?? '');
      expect(read).toMatchObject({ size: 4 });
      expect(read?.nextKey && formatVerifierKey(read.nextKey)).toBe(to);
      const signers = keys.signers(`countersign.audit/${log.workspaceId}`).map(({ key }) => key);
      expect(verifyNote(read!.note, signers)).toHaveLength(2);
      expect(await started.auditLog.keys(log.actor)).toEqual([from, to]);

      await log.append(started, 2);
      const next = await started.checkpoints.sign(log.workspaceId);
      const after = parseCheckpoint(next?.note ?? '');
      expect(after?.nextKey).toBeUndefined();
      expect(after?.note.signatures).toHaveLength(1);
      expect(await started.auditLog.verify(log.actor)).toMatchObject({ valid: true, entries: 6 });
    });

    it('AS-12 are announced once, however often and wherever servers start', async () => {
      const keys = keysOf(first, second);
      await Promise.all([start(keys), start(keys), start(keys)]);
      await start(keys);
      await start(keysOf(second));
      expect(await entries()).toHaveLength(1);
    });

    it('AS-13 stop the start when the one that signed last is not in the file, before anything is written', async () => {
      await expect(start(keysOf(second))).rejects.toThrow(/AUDIT_KEY_FILE: lacks the key/);
      await expect(start(keysOf(second, third))).rejects.toThrow(ConfigError);
      expect(await entries()).toEqual([]);
    });

    it('AS-13 do not come back once they have handed over', async () => {
      await start(keysOf(first, second));
      await expect(start(keysOf(second, first))).rejects.toThrow(/AUDIT_KEY_FILE: .* does not come back/);
      await expect(start(keysOf(first))).rejects.toThrow(/AUDIT_KEY_FILE: lacks the key/);
    });

    it('AS-13 keep a server from signing that still runs with the old one', async () => {
      await start(keysOf(first, second));
      await log.append(server, 1);
      await expect(server.checkpoints.sign(log.workspaceId)).rejects.toMatchObject({ fault: 'KEY_UNKNOWN' });
      await log.append(server, 1, 'castVote');
      expect((await server.auditLog.head(log.actor)).signingFault).toMatch(/AUDIT_KEY_FILE/);
    });
  });
});
