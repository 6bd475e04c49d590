import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import {
  cosign,
  ed25519Signer,
  logOrigin,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  verifyBundle,
  verifyNote,
} from '@countersign/domain/audit-log';
import { newKeys, startSignedLog, type LogServer, type SignedLog } from '../../testing/signed-log';
import { tamper } from '../../testing/tampering';
import { startWitness, type WitnessReply, type WitnessServer } from '../../testing/witness-server';
import { until } from '../../testing/until';
import { AuditExportService } from './audit-export.service';
import { HttpWitness } from './http-witness';
import { WitnessFault } from './witness-fault';
import { witnessAuditLogs } from './witness-audit-logs';

describe('an HTTP witness', () => {
  let log: SignedLog;
  let witness: WitnessServer;
  let server: LogServer;
  let clock: Date;
  beforeEach(async () => {
    clock = new Date('2026-03-01T12:00:00Z');
    log = await startSignedLog(() => clock);
    witness = await startWitness();
    server = await log.server({ witness: { http: newClient() } });
    witness.trust(vkeyOf(server));
  });
  afterEach(async () => {
    await log.stop();
    await witness.stop();
  });

  const newClient = (url = witness.url, patience = 5_000) =>
    new HttpWitness({ url, key: witness.key, patience });
  const vkeyOf = ({ keys }: LogServer, at = -1) => {
    const { name, keyId, publicKey } = keys.signers(logOrigin(log.workspaceId)).at(at)!.key;
    return `${name}+${keyId}+${Buffer.from([1, ...publicKey]).toString('base64')}`;
  };
  const signed = async (each: LogServer, entries = 1, action?: string) => {
    await log.append(each, entries, action);
    await each.checkpoints.sign(log.workspaceId);
    await each.witnesses.turn(log.workspaceId);
  };
  const anchorOf = async (each: LogServer) => (await each.witnesses.anchors(log.actor))[0]!;
  const cosignatures = async () =>
    (
      await log.owner.query<{ size: string; witness: string; line: string }>(
        'SELECT size, witness, line FROM audit_cosignature WHERE workspace_id = $1 ORDER BY size',
        [log.workspaceId],
      )
    ).rows;
  const faults = (each: LogServer) =>
    each.alarms.map((error) => (error instanceof WitnessFault ? error.code : error));

  it('WI-1 WI-6 confirms each checkpoint, from the one before it, and its line is stored with the time it names', async () => {
    await signed(server, 3);
    clock = new Date(clock.getTime() + 60_000);
    await signed(server, 300);
    const found = await cosignatures();
    expect(found.map(({ size }) => Number(size))).toEqual(expect.arrayContaining([3, 303]));
    expect(witness.requests[0]).toMatch(/^old 0\n\n/);
    expect(witness.requests.at(-1)).toMatch(/^old [1-9]\d*\n([A-Za-z0-9+/=]+\n)+\ncountersign\.audit\//);
    expect(witness.size(logOrigin(log.workspaceId))).toBe(303);
    const { checkpoint } = await server.auditLog.head(log.actor);
    const key = parseVerifierKey(witness.key)!;
    const note = parseNote(`${checkpoint!.note}${found.at(-1)!.line}`)!;
    const time = verifyNote(note, [key])?.[0]?.time;
    expect(await anchorOf(server)).toEqual({
      ...{ kind: 'witness', name: 'witness.example/w1', size: 303, fault: null },
      at: new Date(time! * 1000),
    });
    expect(server.alarms).toEqual([]);
  });

  it('WI-1 is sent a checkpoint as soon as it is signed, and the job takes up what is left', async () => {
    await log.append(server, 1, 'castVote');
    await until(async () => (await cosignatures()).length === 1);
    const other = await log.server({ keys: server.keys });
    await log.append(other, 1, 'castVote');
    await witnessAuditLogs.run(server as never, log.actor);
    expect((await cosignatures()).map(({ size }) => size)).toEqual(['1', '2']);
  });

  it('WI-2 is asked again from the size that it names, when that is another than ours', async () => {
    await signed(server, 2);
    await signed(server, 2);
    await log.owner.query('DELETE FROM audit_cosignature WHERE workspace_id = $1 AND size = 4', [
      log.workspaceId,
    ]);
    await signed(server, 3);
    expect(witness.requests.slice(-2).map((text) => text.split('\n')[0])).toEqual(['old 2', 'old 4']);
    expect((await cosignatures()).map(({ size }) => size)).toEqual(['2', '7']);
    expect(server.alarms).toEqual([]);
  });

  it('WI-2 may be asked by several servers at once: each checkpoint is confirmed once', async () => {
    const others = await Promise.all(
      [1, 2].map(() => log.server({ keys: server.keys, witness: { http: newClient() } })),
    );
    await log.append(server, 5);
    await Promise.all([server, ...others].map(({ checkpoints }) => checkpoints.sign(log.workspaceId)));
    await Promise.all([server, ...others].map(({ witnesses }) => witnesses.turn(log.workspaceId)));
    expect((await cosignatures()).map(({ size }) => size)).toEqual(['5']);
    expect([server, ...others].flatMap(({ alarms }) => alarms)).toEqual([]);
  });

  it('WI-3 X10 raises the alarm when it knows more entries than the log has, and when it knows others', async () => {
    await signed(server, 2);
    witness.remember(logOrigin(log.workspaceId), 90, 'ab'.repeat(32));
    await signed(server, 2);
    expect(faults(server)).toEqual(['LOG_BEHIND']);
    expect((await anchorOf(server)).fault).toMatch(/confirmed 90 entries, the last checkpoint covers 4/);
    witness.remember(logOrigin(log.workspaceId), 4, 'ab'.repeat(32));
    clock = new Date(clock.getTime() + 60_000);
    await server.witnesses.turn(log.workspaceId);
    expect(faults(server).at(-1)).toBe('OTHER_TREE');
    witness.remember(logOrigin(log.workspaceId), 3, 'ab'.repeat(32));
    clock = new Date(clock.getTime() + 600_000);
    await server.witnesses.turn(log.workspaceId);
    expect(faults(server).at(-1)).toBe('PROOF_REFUSED');
    expect((await cosignatures()).map(({ size }) => size)).toEqual(['2']);
  });

  const foreign = ed25519Signer('witness.example/w1', new Uint8Array(32).fill(7), 4);
  it.each<[string, WitnessReply | 'silence', string]>([
    ['404: it does not know the log', { status: 404 }, 'LOG_UNKNOWN'],
    ['403: it does not know the key', { status: 403 }, 'KEY_UNKNOWN'],
    ['422: it does not follow the proof', { status: 422 }, 'PROOF_REFUSED'],
    ['400', { status: 400 }, 'ANSWER_UNUSABLE'],
    ['500 with a page', { status: 500, body: '<html>' }, 'ANSWER_UNUSABLE'],
    ['409 without a size', { status: 409 }, 'ANSWER_UNUSABLE'],
    ['409 with text for a size', { status: 409, body: '012\n' }, 'ANSWER_UNUSABLE'],
    ['200 with nothing', { status: 200 }, 'ANSWER_UNUSABLE'],
    ['200 with a page', { status: 200, body: '<html></html>\n' }, 'ANSWER_UNUSABLE'],
    ['200 with the line of another key', { status: 200, body: cosign('x\n', foreign, 1) }, 'ANSWER_UNUSABLE'],
    ['200 with megabytes', { status: 200, body: 'x'.repeat(1_000_000) }, 'ANSWER_UNUSABLE'],
    ['nothing at all', 'silence', 'UNREACHABLE'],
  ])(
    'WI-4 that answers %s has confirmed nothing; the log is signed all the same',
    async (_what, reply, code) => {
      const impatient = await log.server({
        keys: server.keys,
        witness: { http: newClient(witness.url, 300) },
      });
      witness.misbehave(reply);
      await signed(impatient, 2);
      expect(faults(impatient)).toEqual([code]);
      expect(await cosignatures()).toEqual([]);
      const { unsignedEntries, signingFault } = await impatient.auditLog.head(log.actor);
      expect({ unsignedEntries, signingFault }).toEqual({ unsignedEntries: 0, signingFault: null });
      expect((await anchorOf(impatient)).fault).toMatch(/^(The|It) /);
      clock = new Date(clock.getTime() + 60_000);
      await impatient.witnesses.turn(log.workspaceId);
      expect(await anchorOf(impatient)).toMatchObject({ size: 2, fault: null });
    },
  );

  it('WI-4 whose signature is one of its own key under another text has confirmed nothing', async () => {
    await signed(server, 1);
    const line = (await cosignatures())[0]!.line;
    witness.misbehave({ status: 200, body: line });
    await signed(server, 1);
    expect(faults(server)).toEqual(['ANSWER_UNUSABLE']);
    expect((await cosignatures()).map(({ size }) => size)).toEqual(['1']);
  });

  it('WI-4 may add lines of other keys: only its own is stored', async () => {
    await signed(server, 1);
    const line = (await cosignatures())[0]!.line;
    await log.owner.query('DELETE FROM audit_cosignature WHERE workspace_id = $1', [log.workspaceId]);
    const { checkpoint } = await server.auditLog.head(log.actor);
    const other = cosign(parseNote(checkpoint!.note)!.text, foreign, 5);
    witness.misbehave({ status: 200, body: `${other}${line}` });
    await server.witnesses.turn(log.workspaceId);
    expect(await cosignatures()).toMatchObject([{ line }]);
  });

  it('WI-5 is left alone for longer after each failure, up to an hour', async () => {
    const silent = await log.server({ keys: server.keys, witness: { http: newClient(witness.url) } });
    const requests = () => witness.requests.length;
    witness.misbehave(...Array<WitnessReply>(20).fill({ status: 500 }));
    await signed(silent, 1);
    const pauses: number[] = [];
    for (let failures = 1; failures < 10; failures += 1) {
      const before = requests();
      let seconds = 0;
      for (; requests() === before; seconds += 15) {
        clock = new Date(clock.getTime() + 15_000);
        await silent.witnesses.turn(log.workspaceId);
      }
      pauses.push(seconds);
    }
    expect(pauses).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
  });

  it('WI-7 X20 is the only one that is called: redirections are not followed', async () => {
    let called = 0;
    const elsewhere = createServer((_request, response) => {
      called += 1;
      response.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    try {
      const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
      for (const status of [301, 302, 303, 307, 308]) {
        witness.misbehave({ status, headers: { location } });
        clock = new Date(clock.getTime() + 3_600_000);
        await signed(server, 1);
      }
      expect(called).toBe(0);
      expect(faults(server)).toEqual(Array(5).fill('ANSWER_UNUSABLE'));
    } finally {
      await new Promise((resolve) => elsewhere.close(resolve));
    }
  });

  it('WI-7 that is not there is told as such, without its address', async () => {
    await witness.stop();
    await signed(server, 1);
    expect(faults(server)).toEqual(['UNREACHABLE']);
    expect(String(server.alarms[0])).not.toContain('127.0.0.1');
    witness = await startWitness();
  });

  it('WI-8 confirms the checkpoint that hands over to a new key, and later ones once it knows that key', async () => {
    await signed(server, 1);
    const next = newKeys();
    const both = {
      signers: (name: string) => [...server.keys.signers(name), ...next.signers(name)],
    } as typeof next;
    const rotated = await log.server({ keys: both, witness: { http: newClient() } });
    await signed(rotated, 1);
    expect((await cosignatures()).map(({ size }) => size)).toEqual(['1', '2']);
    await signed(rotated, 1);
    expect(faults(rotated)).toEqual(['KEY_UNKNOWN']);
    witness.trust(vkeyOf(rotated));
    clock = new Date(clock.getTime() + 60_000);
    await rotated.witnesses.turn(log.workspaceId);
    expect((await anchorOf(rotated)).size).toBe(3);
  });

  describe('in a bundle', () => {
    const exported = async ({ database, checkpoints } = server) => {
      let text = '';
      const service = new AuditExportService(database, checkpoints);
      await service.export(log.actor, {}, async (part) => void (text += part));
      return text;
    };
    async function* pieces(text: string) {
      yield new TextEncoder().encode(text);
    }
    const check = async (text: string) => {
      const witnesses = [parseVerifierKey(witness.key)!];
      const { checks, valid } = await verifyBundle(pieces(text), { witnesses });
      return { valid, witness: checks.find(({ check: name }) => name === 'witness') };
    };

    it('WI-9 stands under its checkpoints, and the verifier that knows the witness names what it saw', async () => {
      await signed(server, 4);
      expect(await check(await exported())).toMatchObject({
        valid: true,
        witness: { status: 'passed', detail: expect.stringMatching(/w1 saw 4 entries/) },
      });
    });

    it('WI-9 fails where it was forged, and a line that is none is left out', async () => {
      await signed(server, 4);
      const line = (await cosignatures())[0]!.line;
      const set = (text: string) =>
        log.owner.query('UPDATE audit_cosignature SET line = $2 WHERE workspace_id = $1', [
          ...[log.workspaceId, text],
        ]);
      await set(line.replace(/.{4}\n$/, 'AAAA\n'));
      expect(await check(await exported())).toMatchObject({ valid: false, witness: { status: 'failed' } });
      await set('nonsense');
      const text = await exported();
      expect(text).not.toContain('nonsense');
      expect(await verifyBundle(pieces(text))).toMatchObject({ valid: true });
    });

    it('WI-3 X10 a log that was put back to an old copy fails against what the witness has confirmed since', async () => {
      await signed(server, 2);
      await log.owner.query('CREATE TEMP TABLE kept AS SELECT * FROM audit_head WHERE workspace_id = $1', [
        log.workspaceId,
      ]);
      await signed(server, 3);
      const { checkpoint } = await server.auditLog.head(log.actor);
      const OURS = `workspace_id = '${log.workspaceId}'`;
      await tamper(
        log.owner,
        `DELETE FROM audit_cosignature WHERE ${OURS} AND size > 2`,
        `DELETE FROM audit_checkpoint WHERE ${OURS} AND size > 2`,
        `DELETE FROM audit_entry WHERE ${OURS} AND sequence > 2`,
        `DELETE FROM audit_head WHERE ${OURS}`,
        'INSERT INTO audit_head SELECT * FROM kept',
      );
      // On another machine, so that nothing beside the database remembers.
      const restored = await log.server({ keys: server.keys, witness: { http: newClient() } });
      await signed(restored, 1);
      expect(faults(restored)).toEqual(['LOG_BEHIND']);
      const noted = parseCheckpoint(checkpoint!.note)!;
      const { checks } = await verifyBundle(pieces(await exported(restored)), { checkpoints: [noted] });
      expect(checks.find(({ check: name }) => name === 'checkpoint')?.status).toBe('failed');
    });
  });
});
