import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Actor } from '@countersign/domain/access';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { ensureWorkspace } from '../areas/access/ensure-workspace';
import { AuditLogService } from '../areas/audit-log/audit-log.service';
import { CheckpointMemory } from '../areas/audit-log/checkpoint-memory';
import { CheckpointSigner } from '../areas/audit-log/checkpoint-signer';
import { SigningKeys } from '../areas/audit-log/signing-key';
import { Witnesses, type WitnessSettings } from '../areas/audit-log/witnesses';
import { connect, migrate } from '../database/data-source';
import { Database } from '../database/database';
import { entities } from '../database/entities';

/** One server as far as the log goes: its own connections, keys and data directory. */
export interface LogServer {
  database: Database;
  checkpoints: CheckpointSigner;
  auditLog: AuditLogService;
  keys: SigningKeys;
  memory: CheckpointMemory;
  witnesses: Witnesses;
  alarms: unknown[];
}

/** A workspace of its own with servers that write and sign its log, without HTTP. Call `stop` in afterAll. */
export interface SignedLog {
  workspaceId: string;
  actor: Actor;
  owner: Client;
  /** A directory of its own for whatever the test wants to keep. */
  directory: string;
  /**
   * A server that signs with these keys, made when absent, notes checkpoints in this directory, its own when absent, and
   * sends them to these witnesses, none when absent.
   */
  server(options?: {
    keys?: SigningKeys;
    noteIn?: string;
    witness?: Omit<WitnessSettings, 'alarm'>;
  }): Promise<LogServer>;
  append(server: LogServer, count?: number, action?: string): Promise<void>;
  stop(): Promise<void>;
}

export const newKeys = (count = 1): SigningKeys =>
  new SigningKeys(Array.from({ length: count }, () => generateKeyPairSync('ed25519').privateKey));

export async function startSignedLog(clock?: () => Date): Promise<SignedLog> {
  const url = process.env['TEST_DATABASE_URL'] ?? '';
  await migrate(url);
  const directory = await mkdtemp(join(tmpdir(), 'countersign-log-'));
  const servers: LogServer[] = [];
  const owner = new Client({ connectionString: url });
  await owner.connect();
  const first = new Database(await connect(url, []));
  const workspaceId = await ensureWorkspace(first, `log-${uuidv7()}`, false);
  await first.close();
  const actor: Actor = { kind: 'person', id: uuidv7(), name: 'Ada', workspaceId, roles: ['admin'] };
  const server: SignedLog['server'] = async ({ keys = newKeys(), noteIn = uuidv7(), witness } = {}) => {
    const database = new Database(await connect(url, entities), clock);
    const alarms: unknown[] = [];
    const memory = new CheckpointMemory(join(directory, noteIn));
    const alarm = (error: unknown) => void alarms.push(error);
    const settings = { keys, memory, alarm, ...(witness && { witness: { ...witness, alarm } }) };
    const checkpoints = new CheckpointSigner(database, settings);
    const auditLog = new AuditLogService(database, checkpoints, settings);
    const witnesses = new Witnesses(database, checkpoints, settings.witness);
    const made = { database, checkpoints, auditLog, keys, memory, witnesses, alarms };
    servers.push(made);
    return made;
  };
  return {
    ...{ workspaceId, actor, owner, directory, server },
    append: async ({ database }, count = 1, action = 'registerModel') => {
      for (let index = 0; index < count; index += 1)
        await database.write(actor, () =>
          Promise.resolve({ result: index, audit: { action, subject: { type: 'model', id: `m${index}` } } }),
        );
    },
    stop: async () => {
      for (const { checkpoints, witnesses, database } of servers) {
        await checkpoints.settle();
        await witnesses.stop();
        await database.close();
      }
      await owner.end();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
