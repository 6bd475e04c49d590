import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { installAsRoot, installPrivately, privateLauncher } from './set-up/debian-browser.mjs';
import { run } from './set-up/run.mjs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const isDebianLike = () =>
  existsSync('/etc/os-release') &&
  /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));

/** Whether the program really is a browser that starts: a left-over wrapper or a missing library would not show. */
async function works(path) {
  const { code, output } = await run([path, '--version']);
  return code === 0 && /Chrom/.test(output);
}

/** The browser of this machine: CHROMIUM_PATH, a usual place, or what an earlier run fetched; null when there is none. */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (isProgram(named) && (await works(named))) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which is no browser that starts.`);
  }
  for (const path of [...places, privateLauncher]) if (isProgram(path) && (await works(path))) return path;
  return null;
}

/**
 * The path of a Chromium that starts, fetched from the system's own package source when there is none: installed
 * when we are root, else unpacked below .cache, which needs no rights.
 *
 * @param {(line: string) => void} log told in one line what is fetched
 * @throws Error, one sentence that says what to install
 */
export async function findOrInstallBrowser(log = console.log) {
  const found = await findBrowser();
  if (found) return found;
  const advice = 'Install Chromium or Google Chrome, or set CHROMIUM_PATH to a Chromium of yours.';
  if (!isDebianLike() || !isProgram('/usr/bin/apt-get'))
    throw new Error(`The browser tests need a browser. ${advice}`);
  try {
    await (process.getuid() === 0 ? installAsRoot(log) : installPrivately(log));
  } catch (error) {
    throw new Error(`Chromium could not be fetched (${lastLine(error.message)}). ${advice}`, {
      cause: error,
    });
  }
  const installed = await findBrowser();
  if (!installed) throw new Error(`Chromium was fetched but does not start. ${advice}`);
  return installed;
}

const lastLine = (text) => text.trim().split('\n').at(-1);
