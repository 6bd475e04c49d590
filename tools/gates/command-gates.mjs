import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../set-up/run.mjs';

/**
 * One thing that has to hold before a change lands.
 *
 * @typedef {{ ok: boolean, note?: string, detail?: string, passed?: number, failed?: number }} Outcome
 *   note: a few words for the line; detail: everything, shown on failure; passed and failed: tests inside the gate
 * @typedef {{ name: string, check: () => Promise<Outcome> }} Gate
 */

/** A program of the dependencies. */
export const bin = (name) => join(root, 'node_modules/.bin', name);

/** A gate that holds when all of its commands succeed; all of them run. */
function commandGate(name, ...commands) {
  const check = async () => {
    const ended = [];
    for (const command of commands) ended.push(await run(command));
    const failed = ended.filter(({ code }) => code !== 0);
    return { ok: failed.length === 0, detail: failed.map(({ output }) => output.trim()).join('\n') };
  };
  return { name, check };
}

const allProjects = (target) => [bin('nx'), 'run-many', '-t', target, '--outputStyle=static'];

export const format = commandGate('format', [bin('prettier'), '--check', '--log-level=warn', '.']);
export const lint = commandGate('lint', allProjects('lint'), [bin('eslint'), 'tools', '--max-warnings', '0']);
export const typecheck = commandGate('typecheck', allProjects('typecheck'));
export const build = commandGate('build', allProjects('build'));
/** No source file reaches itself through its imports. */
export const cycles = commandGate('cycles', [process.execPath, 'tools/checks/import-cycles.mjs']);
export const knip = commandGate('knip', [bin('knip'), '--no-progress']);

export const isThere = (path) => existsSync(join(root, path));
