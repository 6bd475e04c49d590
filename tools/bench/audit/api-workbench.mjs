import { generateKeyPairSync } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../set-up/run.mjs';
import { trialDataDir } from '../../set-up/trial-server.mjs';

const require = createRequire(import.meta.url);

/** The built modules of the server. */
const built = (path) => require(join(root, 'apps/api/dist', path));

/**
 * The services of a server on a PostgreSQL of its own, in a directory that goes away again; no HTTP. The database keeps
 * its promises: nothing of durability is switched off.
 *
 * @template T
 * @param {(bench: { services: any, database: any, source: any, workspaceId: string, actor: any, load: typeof built }) => Promise<T>} work
 * @param {typeof built} load where the server's modules come from
 * @returns {Promise<T>}
 */
export async function withServices(work, load = built) {
  const dataDir = trialDataDir();
  const postgres = await load('database/embedded').startEmbeddedPostgres({ dataDir });
  try {
    const { connect, migrate } = load('database/data-source');
    await migrate(postgres.url);
    const source = await connect(postgres.url, load('database/entities').entities);
    const database = new (load('database/database').Database)(source);
    const workspaceId = await load('areas/access/ensure-workspace').ensureWorkspace(database, 'bench', false);
    const services = makeServices({ load, database, dataDir });
    const actor = {
      ...{ kind: 'person', id: workspaceId, name: 'Bench', workspaceId },
      ...{ roles: ['admin'], session: 'password' },
    };
    try {
      return await work({ services, database, source, workspaceId, actor, load });
    } finally {
      await services.checkpoints.settle();
      await database.close();
    }
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Those that write, sign and prove; the others have no part in it. */
function makeServices({ load, database, dataDir }) {
  const { SigningKeys } = load('areas/audit-log/signing-key');
  const { CheckpointMemory } = load('areas/audit-log/checkpoint-memory');
  const { CheckpointSigner } = load('areas/audit-log/checkpoint-signer');
  const { AuditLogService } = load('areas/audit-log/audit-log.service');
  const { AuditProofsService } = load('areas/audit-log/audit-proofs.service');
  const { RegistrationService } = load('areas/models/registration.service');
  const settings = {
    keys: new SigningKeys([generateKeyPairSync('ed25519').privateKey]),
    memory: new CheckpointMemory(join(dataDir, 'checkpoints')),
    alarm: (error) => console.error(error),
  };
  const checkpoints = new CheckpointSigner(database, settings);
  return {
    checkpoints,
    auditLog: new AuditLogService(database, checkpoints, settings),
    auditProofs: new AuditProofsService(database),
    registration: new RegistrationService(database),
  };
}
