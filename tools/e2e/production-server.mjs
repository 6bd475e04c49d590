import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../set-up/run.mjs';
import { trialDataDir } from '../set-up/trial-server.mjs';

/**
 * The server as the image starts it: NODE_ENV=production, a database of its own behind DATABASE_URL, secrets from
 * outside, no demo. Everything has been built before.
 *
 * @returns {Promise<{ url: string, setUpToken: string, stop: () => Promise<void> }>} setUpToken: what it prints for its
 *   first admin
 */
export async function startProductionServer() {
  const { startEmbeddedPostgres } = createRequire(import.meta.url)(
    join(root, 'apps/api/dist/database/embedded'),
  );
  const [databaseDir, dataDir] = [trialDataDir(), trialDataDir()];
  const database = await startEmbeddedPostgres({ dataDir: databaseDir });
  const keyFile = join(dataDir, 'audit-key.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const child = spawn(process.execPath, [join(root, 'apps/api/dist/main.js')], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      PORT: '0',
      SESSION_SECRET: randomBytes(32).toString('hex'),
      AUDIT_KEY_FILE: keyFile,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await database.stop();
    for (const each of [databaseDir, dataDir]) rmSync(each, { recursive: true, force: true });
  };
  try {
    return { ...(await printedSetUp(child)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address and the set-up token that a server prints at its first start. */
function printedSetUp(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      const [address, secret] = [/https?:\/\/\S+/.exec(said), /it works once: \S+#(\S+)\n/.exec(said)];
      if (address && secret) resolve({ url: address[0], setUpToken: secret[1] });
    });
    child.once('close', (code) => reject(new Error(`ended with code ${code}`)));
  });
}
