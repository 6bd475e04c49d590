import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCheckpoint } from '@countersign/domain/audit-log';
import { startSignedLog, type LogServer, type SignedLog } from '../../testing/signed-log';
import { tamper } from '../../testing/tampering';
import { until } from '../../testing/until';
import { SigningRefused } from './signing-refused';
import { WitnessDirectory } from './witness-directory';

describe('a witness directory', () => {
  let log: SignedLog;
  let server: LogServer;
  let directory: string;
  let clock: Date;
  beforeEach(async () => {
    clock = new Date('2026-03-01T12:00:00Z');
    log = await startSignedLog(() => clock);
    directory = join(log.directory, 'elsewhere');
    server = await log.server({ witness: { directory: new WitnessDirectory(directory) } });
  });
  afterEach(() => log.stop());

  const signed = async (each: LogServer, entries: number) => {
    await log.append(each, entries);
    await each.checkpoints.sign(log.workspaceId);
    await each.witnesses.turn(log.workspaceId);
  };
  const file = (name: string) => join(directory, log.workspaceId, `${name}.txt`);
  /** Keeps the log as it is now, of two entries; what it answers puts it back, as an old backup would. */
  const keep = async () => {
    const OURS = `workspace_id = '${log.workspaceId}'`;
    await log.owner.query(`CREATE TEMP TABLE kept_head AS SELECT * FROM audit_head WHERE ${OURS}`);
    return () =>
      tamper(
        log.owner,
        `DELETE FROM audit_checkpoint WHERE ${OURS} AND size > 2`,
        `DELETE FROM audit_entry WHERE ${OURS} AND sequence > 2`,
        `DELETE FROM audit_head WHERE ${OURS}`,
        'INSERT INTO audit_head SELECT * FROM kept_head',
      );
  };
  const anchorOf = async (each: LogServer) => (await each.witnesses.anchors(log.actor))[0]!;

  it('WI-10 gets every checkpoint under its size, and the last one once more', async () => {
    await signed(server, 2);
    await signed(server, 3);
    const { checkpoint } = await server.auditLog.head(log.actor);
    expect((await readdir(join(directory, log.workspaceId))).sort()).toEqual([
      '2.txt',
      '5.txt',
      'latest.txt',
    ]);
    expect(await readFile(file('latest'), 'utf8')).toBe(checkpoint!.note);
    expect(await readFile(file('5'), 'utf8')).toBe(checkpoint!.note);
    expect(parseCheckpoint(await readFile(file('2'), 'utf8'))?.size).toBe(2);
    expect((await stat(file('5'))).mode & 0o777).toBe(0o644);
    expect(await anchorOf(server)).toMatchObject({ kind: 'directory', size: 5, fault: null });
    expect(server.alarms).toEqual([]);
  });

  it('WI-10 gets what was signed while it was away; an empty one begins with the last', async () => {
    const without = await log.server({ keys: server.keys });
    await signed(without, 2);
    await signed(server, 1);
    expect((await readdir(join(directory, log.workspaceId))).sort()).toEqual(['3.txt', 'latest.txt']);
    for (const entries of [1, 1, 1]) await signed(without, entries);
    await server.witnesses.turn(log.workspaceId);
    expect((await readdir(join(directory, log.workspaceId))).sort()).toEqual(
      ['3.txt', '4.txt', '5.txt', '6.txt', 'latest.txt'].sort(),
    );
  });

  it('WI-11 never exchanges a note for another of the same size: the alarm is raised, and signing goes on', async () => {
    await mkdir(join(directory, log.workspaceId), { recursive: true });
    await writeFile(file('2'), 'another note\n');
    await signed(server, 2);
    expect(await readFile(file('2'), 'utf8')).toBe('another note\n');
    expect(server.alarms).toHaveLength(1);
    expect((await anchorOf(server)).fault).toMatch(/failed/);
    await signed(server, 1);
    expect(await server.auditLog.head(log.actor)).toMatchObject({ unsignedEntries: 0, signingFault: null });
  });

  it('WI-12 X10 G27 a log that was put back to an old copy is not signed, and does not verify', async () => {
    await signed(server, 2);
    const back = await keep();
    await signed(server, 3);
    await back();
    // Another machine: its own data directory remembers nothing.
    const restored = await log.server({
      ...{ keys: server.keys, witness: { directory: new WitnessDirectory(directory) } },
    });
    const faultOf = async () => {
      const error: unknown = await restored.checkpoints
        .sign(log.workspaceId)
        .catch((caught: unknown) => caught);
      return error instanceof SigningRefused ? error.fault : error;
    };
    expect(await faultOf()).toBe('LOG_SMALLER');
    expect((await restored.auditLog.head(log.actor)).signingFault).toMatch(
      /in the witness directory covers 5/,
    );
    expect(await restored.auditLog.verify(log.actor)).toMatchObject({ valid: false, firstBad: 3 });
    await log.append(restored, 4);
    expect(await faultOf()).toBe('LOG_INCONSISTENT');
    expect(restored.alarms).toHaveLength(2);
    expect(await readFile(file('latest'), 'utf8')).toBe(await readFile(file('5'), 'utf8'));
  });

  it('WI-12 that cannot be read keeps the log from being signed', async () => {
    await signed(server, 2);
    await writeFile(file('latest'), 'half a no');
    await log.append(server, 1);
    await expect(server.checkpoints.sign(log.workspaceId)).rejects.toThrow('holds no checkpoint of this log');
    expect((await anchorOf(server)).fault).toMatch(/cannot be read/);
    await rm(file('latest'));
    expect(await server.checkpoints.sign(log.workspaceId)).toMatchObject({ size: '3' });
  });

  it('WI-13 that does not answer keeps nothing waiting: the alarm is raised, and what was read last counts', async () => {
    const hung = new WitnessDirectory(directory, { read: 500, write: 500 });
    const patient = await log.server({ keys: server.keys, witness: { directory: hung } });
    await signed(patient, 2);
    const note = await readFile(file('latest'), 'utf8');
    // Who opens a pipe that nobody writes to waits for ever, as on a mount whose server is gone.
    await rm(file('latest'));
    execFileSync('mkfifo', [file('latest')]);
    await signed(patient, 1);
    await signed(patient, 1);
    expect(await patient.auditLog.head(log.actor)).toMatchObject({ unsignedEntries: 0, signingFault: null });
    expect(patient.alarms).toEqual([expect.objectContaining({ code: 'UNREACHABLE' })]);
    expect(await anchorOf(patient)).toMatchObject({
      size: null,
      fault: 'The directory did not answer in time.',
    });
    expect(await patient.auditLog.verify(log.actor)).toMatchObject({ valid: true });
    await patient.witnesses.stop();
    // Whoever writes there frees the reader; then the directory is as it was, and gets what it missed.
    await writeFile(file('latest'), note);
    await rm(file('latest'));
    await writeFile(file('latest'), note);
    await until(async () => (await anchorOf(patient)).size === 2);
    clock = new Date(clock.getTime() + 30_000);
    await patient.witnesses.turn(log.workspaceId);
    expect(await anchorOf(patient)).toMatchObject({ size: 4, fault: null });
    expect(await readdir(join(directory, log.workspaceId))).toContain('3.txt');
  });

  it('WI-13 that answers no more is still held against the log, by what was read of it', async () => {
    const witness = { directory: new WitnessDirectory(directory, { read: 500, write: 500 }) };
    const patient = await log.server({ keys: server.keys, witness });
    await signed(patient, 2);
    const back = await keep();
    await signed(patient, 3);
    expect(await anchorOf(patient)).toMatchObject({ size: 5 });
    await rm(file('latest'));
    execFileSync('mkfifo', [file('latest')]);
    await back();
    const restored = await log.server({ keys: server.keys, witness });
    await expect(restored.checkpoints.sign(log.workspaceId)).rejects.toThrow(
      /in the witness directory covers 5/,
    );
    await writeFile(file('latest'), '');
  });

  it('WI-11 that cannot be written to is tried again, and keeps nothing from being signed', async () => {
    await writeFile(directory, 'no directory');
    await chmod(directory, 0o444);
    await log.append(server, 1);
    // Reading through a file is no missing file: signing asks for a directory that can be looked into.
    await expect(server.checkpoints.sign(log.workspaceId)).rejects.toThrow();
    await rm(directory);
    await mkdir(join(directory, log.workspaceId, '1.txt'), { recursive: true });
    await server.checkpoints.sign(log.workspaceId);
    await server.witnesses.turn(log.workspaceId);
    expect(await server.auditLog.head(log.actor)).toMatchObject({ unsignedEntries: 0 });
    expect((await anchorOf(server)).fault).toMatch(/failed/);
    await rm(file('1'), { recursive: true });
    clock = new Date(clock.getTime() + 30_000);
    await server.witnesses.turn(log.workspaceId);
    expect(await anchorOf(server)).toMatchObject({ size: 1, fault: null });
  });
});
