// npm start: installs what is missing, builds what changed, serves API and console, and fills the demo workspace.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildWhenNeeded } from './set-up/build.mjs';
import { installWhenNeeded } from './set-up/install.mjs';
import { requireNode } from './set-up/node-version.mjs';
import { root } from './set-up/run.mjs';

const seedFile = join(root, 'tools/demo/seed.mjs');
const isOn = (flag) => ['on', 'true', '1'].includes(flag);

/** Fills the demo workspace; does nothing when it is filled. The server keeps running when this fails. */
async function seed(url) {
  const { seedDemo } = await import('./demo/seed.mjs');
  try {
    await seedDemo({ url, log: (line) => console.log(line) });
  } catch (error) {
    console.error(`The demo workspace could not be filled: ${error.message}`);
  }
}

/** Starts the server; it ends with us, and we end with it. */
function serve(env) {
  const child = spawn(process.execPath, [join(root, 'apps/api/dist/main.js')], {
    cwd: root,
    env,
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!isStopping) child.kill(signal);
      isStopping = true;
    });
  }
  let isReady = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    console.log(line);
    // The first line with an address says that the server takes requests.
    const printed = /https?:\/\/\S+/.exec(line)?.[0];
    if (!printed || isReady) return;
    isReady = true;
    // A public address may lead through a proxy that is not there yet.
    const url = env.PUBLIC_URL ? `http://localhost:${env.PORT ?? 4000}` : printed;
    if (isOn(env.DEMO) && existsSync(seedFile)) void seed(url);
  });
  child.once('error', (error) => {
    console.error(`Countersign cannot start. ${error.message}`);
    process.exit(1);
  });
  child.once('close', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

requireNode();
try {
  await installWhenNeeded(console.log);
  await buildWhenNeeded(console.log);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
serve({ ...process.env, DEMO: process.env.DEMO ?? 'on' });
