import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findOrInstallBrowser } from '../browser.mjs';
import { seedDataDir } from '../e2e/demo-server.mjs';
import { repositoryFiles } from '../set-up/repository-files.mjs';
import { root, run } from '../set-up/run.mjs';
import { bin } from './command-gates.mjs';

const results = join(root, '.results');

/** The names of the projects that have unit tests. */
function testedProjects() {
  const folders = ['apps', 'libs'].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => join(root, group, name)),
  );
  const manifests = folders.map((folder) => join(folder, 'package.json')).filter((file) => existsSync(file));
  return manifests
    .map((file) => JSON.parse(readFileSync(file, 'utf8')))
    .filter(({ scripts }) => scripts?.test);
}

/** The unit tests of all projects. Their results come from the files they write, which the Nx cache restores. */
export const unit = {
  name: 'unit',
  async check() {
    rmSync(results, { recursive: true, force: true });
    const settings = ['--parallel=1', '--outputStyle=static'];
    const { code, output } = await run([bin('nx'), 'run-many', '-t', 'test', ...settings]);
    const files = testedProjects().map(({ name }) => ({ name, file: join(results, `${name}.json`) }));
    const silent = files.filter(({ file }) => !existsSync(file)).map(({ name }) => `${name} left no results`);
    const reports = files
      .filter(({ file }) => existsSync(file))
      .map(({ file }) => JSON.parse(readFileSync(file, 'utf8')));
    const passed = reports.reduce((sum, report) => sum + report.numPassedTests, 0);
    // A suite that cannot even be loaded has no failed test of its own.
    const failed = reports.reduce(
      (sum, report) => sum + report.numFailedTests + report.numRuntimeErrorTestSuites,
      0,
    );
    const ok = code === 0 && failed === 0 && silent.length === 0;
    return { ok, passed, failed, note: `${passed} passed`, detail: [output.trim(), ...silent].join('\n') };
  },
};

/** Runs the files under node's own test runner, so many beside one another. */
async function nodeTests(files, { env = {}, abreast = 1 } = {}) {
  // A test that hangs fails, and so does a file: it must not hold up all others.
  const timeout = abreast * 600_000;
  const settings = [`--test-concurrency=${abreast}`, '--test-reporter=tap', `--test-timeout=${timeout}`];
  const command = [process.execPath, '--test', ...settings, ...files];
  const { code, output } = await run(command, { env });
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const [passed, failed] = [count('pass'), count('fail') + count('cancelled')];
  return { ok: code === 0 && passed > 0, passed, failed, note: `${passed} passed`, detail: output.trim() };
}

const toolFiles = async (ending) =>
  (await repositoryFiles()).filter((path) => path.startsWith('tools/') && path.endsWith(ending));

/** The tests of what lies in tools/. */
export const tools = {
  name: 'tools',
  check: async () => nodeTests(await toolFiles('.test.mjs')),
};

/** The tests that drive the console in a browser. */
export const browser = {
  name: 'browser',
  async check() {
    const files = await toolFiles('.e2e.mjs');
    if (files.length === 0) return { ok: true, note: 'there are none' };
    const chromium = await findOrInstallBrowser(() => {});
    const seeded = await seedDataDir();
    try {
      const env = { CHROMIUM_PATH: chromium, SEEDED_DATA_DIR: seeded.dataDir };
      // Each file has a server of its own, and a page waits for its server more than it works.
      return await nodeTests(files, { env, abreast: 2 });
    } finally {
      seeded.remove();
    }
  },
};
