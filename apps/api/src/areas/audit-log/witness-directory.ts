import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checkpoint, logOrigin, parseCheckpoint } from '@countersign/domain/audit-log';
import { createFile, isMissing, replaceFile } from './durable-file';
import { PatientLine } from './patient-line';
import { WitnessFault } from './witness-fault';

/** A checkpoint as it lies in the directory. */
export interface WitnessedCheckpoint extends Checkpoint {
  /** When it was put there, by the clock of the directory. */
  at: Date;
}

const publicFile = 0o644;

/** Milliseconds that an answer may take. Somebody waits for what is read. */
export interface DirectoryPatience {
  read: number;
  write: number;
}

/**
 * A directory that gets every checkpoint, such as a mount that somebody else keeps: `<workspace id>/<size>.txt`, and the
 * largest once more as `latest.txt`. Notes are added and never exchanged.
 */
export class WitnessDirectory {
  private readonly line = new PatientLine();
  private readonly known = new Map<string, WitnessedCheckpoint | null>();

  constructor(
    private readonly directory: string,
    private readonly patience: DirectoryPatience = { read: 2_000, write: 10_000 },
  ) {}

  /**
   * The largest checkpoint there; null when there is none.
   * @throws Error when the file holds something else: what cannot be read cannot be held against the log. WitnessFault
   * UNREACHABLE when nothing answers in time
   */
  async last(workspaceId: string): Promise<WitnessedCheckpoint | null> {
    const last = await this.line.ask(this.patience.read, () => this.readLast(workspaceId));
    this.known.set(workspaceId, last);
    return last;
  }

  /** The same; where nothing answers in time, what was read last. */
  async lastKnown(workspaceId: string): Promise<WitnessedCheckpoint | null> {
    try {
      return await this.last(workspaceId);
    } catch (error) {
      if (error instanceof WitnessFault) return this.known.get(workspaceId) ?? null;
      throw error;
    }
  }

  /**
   * Adds a checkpoint that is larger than all that are there. The caller sees to it that one server at a time does.
   * @throws Error when another note of this size is there, WitnessFault UNREACHABLE when it takes too long
   */
  add(workspaceId: string, size: string, note: string): Promise<void> {
    return this.line.ask(this.patience.write, (signal) => this.write({ workspaceId, size, note }, signal));
  }

  private async readLast(workspaceId: string): Promise<WitnessedCheckpoint | null> {
    const path = this.pathOf(workspaceId, 'latest');
    try {
      const checkpoint = parseCheckpoint(await readFile(path, 'utf8'));
      if (checkpoint?.origin !== logOrigin(workspaceId))
        throw new Error(`${path} holds no checkpoint of this log.`);
      return { ...checkpoint, at: new Date((await stat(path)).mtimeMs) };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  private async write(
    { workspaceId, size, note }: { workspaceId: string; size: string; note: string },
    signal: AbortSignal,
  ): Promise<void> {
    await mkdir(join(this.directory, workspaceId), { recursive: true, mode: 0o755 });
    const path = this.pathOf(workspaceId, size);
    try {
      await createFile({ path, text: note, mode: publicFile });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      // Left behind by a turn that failed between the two files.
      if ((await readFile(path, 'utf8')) !== note) throw new Error(`${path} holds another checkpoint.`);
    }
    // Late by now: another server may have gone on, and the largest must not become smaller.
    signal.throwIfAborted();
    await replaceFile({ path: this.pathOf(workspaceId, 'latest'), text: note, mode: publicFile });
  }

  private pathOf(workspaceId: string, name: string): string {
    return join(this.directory, workspaceId, `${name}.txt`);
  }
}
