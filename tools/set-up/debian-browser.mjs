import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, runOrThrow } from './run.mjs';

const home = join(root, '.cache', 'chromium');
const tree = join(home, 'tree');

/** The browser that `installPrivately` unpacks. */
export const privateLauncher = join(home, 'chromium');

const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' } };

/** Without fonts a page shows no text. Ubuntu's chromium is only a pointer to a snap, and is then not found. */
const packages = ['chromium', 'fonts-liberation'];

/** Installs Chromium with the system's package manager. */
export async function installAsRoot(log) {
  log('Installing Chromium for the browser tests …');
  await runOrThrow(['apt-get', 'update', '-qq'], quiet);
  await runOrThrow(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages], quiet);
}

/** Options that point apt at directories of ours: its lists and downloads need no rights then. */
function privateApt() {
  const directories = ['state/lists/partial', 'cache/archives/partial', 'log'];
  for (const each of directories) mkdirSync(join(home, 'apt', each), { recursive: true });
  const options = {
    'Dir::State': join(home, 'apt/state'),
    'Dir::Cache': join(home, 'apt/cache'),
    'Dir::Log': join(home, 'apt/log'),
    // What the machine already has need not be fetched.
    'Dir::State::status': '/var/lib/dpkg/status',
    'Debug::NoLocking': '1',
    'APT::Install-Recommends': '0',
    'APT::Sandbox::User': '',
  };
  return Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

/** The directories of the unpacked tree that hold shared libraries. */
function libraryDirectories() {
  const directories = [];
  const walk = (directory) => {
    const entries = readdirSync(directory, { withFileTypes: true });
    if (entries.some(({ name }) => /\.so(\.|$)/.test(name))) directories.push(directory);
    for (const entry of entries) if (entry.isDirectory()) walk(join(directory, entry.name));
  };
  for (const lib of ['lib', 'usr/lib']) if (existsSync(join(tree, lib))) walk(join(tree, lib));
  return directories;
}

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Fonts lie in the tree too: a machine without any would draw no text. */
function fontConfiguration() {
  const directories = [join(tree, 'usr/share/fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  const families = {
    'sans-serif': 'Liberation Sans',
    serif: 'Liberation Serif',
    monospace: 'Liberation Mono',
  };
  const aliases = Object.entries(families).map(
    ([generic, family]) =>
      `<alias><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`,
  );
  const dirs = directories.map((each) => `<dir>${each}</dir>`);
  const body = [...dirs, ...aliases, `<cachedir>${join(home, 'font-cache')}</cachedir>`].join('\n');
  return `<?xml version="1.0"?>\n<fontconfig>\n${body}\n</fontconfig>\n`;
}

function writeLauncher() {
  const fonts = join(home, 'fonts.conf');
  writeFileSync(fonts, fontConfiguration());
  const draft = `${privateLauncher}.new`;
  const lines = [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH=${quoted(libraryDirectories().join(':'))}`,
    `export FONTCONFIG_FILE=${quoted(fonts)}`,
    `exec ${quoted(join(tree, 'usr/lib/chromium/chromium'))} "$@"`,
  ];
  writeFileSync(draft, `${lines.join('\n')}\n`);
  chmodSync(draft, 0o755);
  renameSync(draft, privateLauncher);
}

/** Fetches Chromium and what it needs beyond this machine's packages, and unpacks them below .cache/chromium. */
export async function installPrivately(log) {
  log('Fetching Chromium for the browser tests …');
  rmSync(home, { recursive: true, force: true });
  const apt = privateApt();
  await runOrThrow(['apt-get', ...apt, 'update', '-qq'], quiet);
  const fetch = [
    'apt-get',
    ...apt,
    'install',
    '--download-only',
    '-y',
    '-qq',
    packageName,
    'fonts-liberation',
  ];
  await runOrThrow(fetch, quiet);
  const archives = join(home, 'apt/cache/archives');
  mkdirSync(tree, { recursive: true });
  // The C library stays the machine's own: the program loader is, and the two must match.
  const wanted = readdirSync(archives).filter(
    (name) => name.endsWith('.deb') && !/^libc(6|-bin)_/.test(name),
  );
  for (const name of wanted) {
    await runOrThrow(['dpkg', '-x', join(archives, name), tree], quiet);
  }
  writeLauncher();
  rmSync(join(home, 'apt'), { recursive: true, force: true });
  const { code, output } = await run([privateLauncher, '--version']);
  if (code !== 0) throw new Error(`the unpacked browser does not start: ${output.trim()}`);
}
