import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The top of the checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

// Output is kept and may be printed later, where escape sequences would be noise.
const plain = { NO_COLOR: '1', FORCE_COLOR: '0', NX_TUI: 'false' };

/**
 * Runs a command in the checkout to its end.
 *
 * @param {string[]} command program and arguments
 * @param {{ env?: Record<string, string>, cwd?: string }} [options]
 * @returns {Promise<{ code: number, output: string, stdout: string }>} output: standard output and error, interleaved
 */
export function run(command, { env = {}, cwd = root } = {}) {
  const [program, ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...plain, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [output, stdout] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', (error) => resolve({ code: 127, output: `${program}: ${error.message}\n`, stdout }));
    child.once('close', (code) => resolve({ code: code ?? 1, output, stdout }));
  });
}

/** As `run`, but a failure throws, with the command's own words. */
export async function runOrThrow(command, options) {
  const { code, output, stdout } = await run(command, options);
  if (code !== 0) throw new Error(`${command.join(' ')} failed (code ${code}):\n${output.trim()}`);
  return stdout;
}
