import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './run.mjs';

/** A data directory of its own, to be removed by whoever asked for it. */
export function trialDataDir() {
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-trial-'));
  // As root PostgreSQL runs under another account, which has to get in.
  chmodSync(dataDir, 0o711);
  return dataDir;
}

/**
 * Runs `npm start` without npm, on any free port, and waits for the line with the address.
 *
 * @param {{ dataDir: string, env?: Record<string, string>, program?: string }} options program: another way to start,
 *   such as the server alone, which fills no demo workspace
 * @returns {Promise<{ url: string, said: () => string, stop: () => Promise<number> }>} said: what it printed so far;
 *   stop answers the exit code
 * @throws Error with what was printed when it ends before it is ready
 */
export function startTrialServer({ dataDir, env = {}, program = 'tools/start.mjs' }) {
  const child = spawn(process.execPath, [join(root, program)], {
    env: { ...process.env, DEMO: 'off', PORT: '0', ...env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  let printed = '';
  return new Promise((resolve, reject) => {
    const read = (text) => {
      printed += text;
      const url = /https?:\/\/\S+(?=\s)/.exec(printed)?.[0];
      if (url) resolve({ url, stop, said: () => printed });
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', (text) => (printed += text));
    void ended.then((code) => reject(new Error(`the server ended with code ${code}:\n${printed.trim()}`)));
  });
}
