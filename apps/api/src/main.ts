import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { attemptLimits } from './areas/access/attempts';
import { ensureSetUp } from './areas/access/ensure-set-up';
import { ensureWorkspace } from './areas/access/ensure-workspace';
import { type WorkloadSettings } from './areas/access/workload-issuer';
import { CheckpointMemory } from './areas/audit-log/checkpoint-memory';
import { HttpWitness } from './areas/audit-log/http-witness';
import { WitnessDirectory } from './areas/audit-log/witness-directory';
import { type WitnessSettings } from './areas/audit-log/witnesses';
import { firstKey } from './areas/audit-log/first-key';
import { rotateSigningKey } from './areas/audit-log/rotate-signing-key';
import { readSigningKeys } from './areas/audit-log/signing-key';
import { ensurePolicies } from './areas/promotions/policies/ensure-policies';
import { type WebhookSettings } from './areas/webhooks/webhook-services';
import { assertSafeDatabase } from './database/assert-safe-database';
import { connect, migrate } from './database/data-source';
import { Database } from './database/database';
import { bootstrapSecret, resolveDataDir, startEmbeddedPostgres } from './database/embedded';
import { entities } from './database/entities';
import { systemActor } from './jobs/job';
import { startJobs } from './jobs/run-jobs';
import { ConfigError, readConfig, type Config } from './server/config';
import { stopGracefully } from './server/graceful-stop';
import { startServer } from './server/http-server';
import { makeLogger } from './server/logger';
import { makeServices, type Services } from './server/services';
import { storedSecrets } from './server/stored-secrets';
import { noTrustedDocuments, readTrustedDocuments, type TrustedDocuments } from './server/trusted-documents';

const logger = makeLogger(process.env['LOG_LEVEL'] ?? 'warn');

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const dataDir = resolveDataDir(config.dataDir, process.cwd());
  const embedded = config.databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir });
  try {
    await serve(config, {
      dataDir,
      databaseUrl: config.databaseUrl ?? embedded!.url,
      stopDatabase: () => embedded?.stop(),
    });
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

interface Ground {
  dataDir: string;
  databaseUrl: string;
  stopDatabase: () => Promise<void> | undefined;
}

async function serve(config: Config, { dataDir, databaseUrl, stopDatabase }: Ground): Promise<void> {
  await migrate(databaseUrl);
  const source = await connect(databaseUrl, entities);
  if (config.production) await assertSafeDatabase(source);
  const database = new Database(source);
  const mainWorkspaceId = await ensureWorkspace(database, config.demo ? 'demo' : 'default', config.demo);
  await ensureEveryPolicy(database);
  const { sessionSecret, auditKeyFile } = storedSecrets(config, dataDir);
  const access = {
    ...{ demo: config.demo, mainWorkspaceId, bootstrapSecret: bootstrapSecret(dataDir) },
    hashKey: sessionSecret,
    publicUrl: config.publicUrl,
    secureCookies: config.publicUrl?.startsWith('https:') ?? false,
    attempts: { limits: attemptLimits, trustedProxies: config.trustedProxies },
    oidc: config.oidc,
    warn: (reason: string) => logger.warn({ reason }, 'the OpenID provider cannot be used'),
    workloads: workloadsOf(config),
  };
  const audit = auditOf(config, { auditKeyFile, dataDir });
  const webhooks = webhooksOf(config);
  const services = makeServices(database, { access, audit, blobDir: join(dataDir, 'blobs'), webhooks });
  await rotateSigningKey(database, audit.keys);
  await printFirstKey(services, mainWorkspaceId);
  const setUpToken = config.demo ? null : await ensureSetUp(database, mainWorkspaceId);
  const consoleDir = builtConsole();
  const server = await startServer({
    ...{ services, logger, host: config.host, port: config.port },
    ...{ publicUrl: config.publicUrl, allowedHosts: config.allowedHosts, consoleDir },
    production: config.production ? { trusted: trustedDocuments(consoleDir) } : undefined,
  });
  const jobs = startJobs(services, logger);
  stopGracefully(logger, async () => {
    await jobs.stop();
    await services.webhookDispatch.stop();
    await server.stop();
    await services.checkpoints.settle();
    await services.witnesses.stop();
    await database.close();
    await stopDatabase();
  });
  const address = `http://localhost:${server.port}`;
  // Lets the command-line tool find the server that works on this directory.
  writeFileSync(join(dataDir, 'server.json'), JSON.stringify({ url: address }));
  const publicAddress = config.publicUrl ?? address;
  process.stdout.write(`Countersign is running at ${publicAddress}\n`);
  if (setUpToken !== null) printSetUp(setUpToken, publicAddress);
}

/** Says which policies a workspace of before has never had: an upgrade changes nobody's policies. */
async function ensureEveryPolicy(database: Database): Promise<void> {
  for (const workspaceId of await database.everyWorkspaceId()) {
    const policies = await ensurePolicies(database, workspaceId);
    if (policies.length > 0) logger.info({ workspaceId, policies }, 'policies can be proposed that are new');
  }
}

function workloadsOf({ outgoingPrivateHosts }: Config): WorkloadSettings {
  return {
    privateHosts: outgoingPrivateHosts,
    warn: (reason, about) => logger.warn({ ...about, reason }, 'the token of a workload was not taken'),
  };
}

function auditOf(config: Config, { auditKeyFile, dataDir }: { auditKeyFile: string; dataDir: string }) {
  return {
    keys: readSigningKeys(auditKeyFile),
    memory: new CheckpointMemory(join(dataDir, 'checkpoints')),
    alarm: (err: unknown, workspaceId: string) => logger.error({ err, workspaceId }, 'no checkpoint signed'),
    witness: witnessOf(config),
  };
}

function webhooksOf({ production, outgoingPrivateHosts }: Config): WebhookSettings {
  return {
    ...{ privateHosts: outgoingPrivateHosts, plainLoopback: !production },
    alarm: (err, workspaceId) => logger.error({ err, workspaceId }, 'a webhook was not told'),
  };
}

function witnessOf({ witness: { dir, http } }: Config): WitnessSettings {
  return {
    directory: dir === undefined ? undefined : new WitnessDirectory(resolve(dir)),
    http: http && new HttpWitness(http),
    alarm: (err, workspaceId) => logger.error({ err, workspaceId }, 'a checkpoint went to no witness'),
  };
}

/** Shown once, so that it can be noted where the database's owner cannot change it. */
async function printFirstKey({ auditLog }: Services, workspaceId: string): Promise<void> {
  const key = await firstKey(auditLog, systemActor(workspaceId));
  if (key) process.stdout.write(`The audit log is signed with the key ${key}\n`);
}

/** Once, on the terminal of whoever started the server, and nowhere else: no log, no file. What stands behind # is sent to no server. */
function printSetUp(token: string, address: string): void {
  process.stdout.write(
    `Nobody administers this workspace yet. Open this invitation within 30 minutes; it works once: ${address}/invitation?setUp=true#${token}\n`,
  );
}

/** The console's build beside this one; without it (API development) the address answers the API alone, and we say so. */
function builtConsole(): string | undefined {
  const directory = resolve(__dirname, '../../console/dist');
  if (existsSync(join(directory, 'index.html'))) return directory;
  process.stdout.write('The console is not built: serving the API alone.\n');
  return undefined;
}

/** What the console's code generation left beside its sources; a server without a console trusts no document. */
function trustedDocuments(consoleDir: string | undefined): TrustedDocuments {
  if (!consoleDir) return noTrustedDocuments;
  return readTrustedDocuments(resolve(consoleDir, '../src/gql/trusted-documents.json'));
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code, port, address, message } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
  };
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${address} is taken. Set PORT to a free one, for example PORT=${(port ?? 4000) + 1}.`;
  if (code === 'EACCES' && port)
    return `Port ${port} needs rights this account lacks. Set PORT to one above 1023.`;
  return message ?? String(error);
}

main().catch((error: unknown) => {
  logger.debug({ err: error }, 'start failed');
  process.stderr.write(`Countersign cannot start. ${explain(error)}\n`);
  process.exitCode = 1;
});
