import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const register = join(__dirname, '../../../tools/swc-register.cjs');

const directories: string[] = [];
function emptyDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'countersign-cli-'));
  directories.push(directory);
  return directory;
}
afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true })));

/** Runs the command from its sources, in an empty directory. */
function countersign(...args: string[]) {
  const cwd = emptyDirectory();
  const node = ['-C', '@countersign/source', '-r', register, join(__dirname, 'main.ts')];
  return { cwd, ...spawnSync(process.execPath, [...node, ...args], { cwd, encoding: 'utf8' }) };
}

describe('countersign', () => {
  it('lists its commands', () => {
    const { status, stdout } = countersign('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('token create');
  });

  it.each([
    [['tokn', 'create'], 'There is no command "tokn create".'],
    [['token', 'create'], '--name is missing'],
    [['token', 'create', '--name', 'ci', '--scope', 'root'], '--scope is one of ingest, read, write, admin.'],
    [['token', 'create', '--name', 'ci', '--expires', '0'], '--expires is a number of days, 1 to 366.'],
    [['token', 'create', '--nmae', 'ci'], "Unknown option '--nmae'"],
    [['token', 'create', '--name', 'ci'], 'No server has run on data'],
    [
      ['token', 'create', '--name', 'ci', '--server', 'http://127.0.0.1:9', '--token', 't'],
      'No server answers at',
    ],
  ])('answers %j with exit code 2 and one reason, and prints no stack', (args, reason) => {
    // The data directory of the machine must not be found by accident.
    const { status, stdout, stderr } = countersign(
      ...args,
      ...(reason.startsWith('No server has') ? ['--data-dir', 'data'] : []),
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('shows the usage of a command', () => {
    expect(countersign('token', 'create', '--help').stdout).toContain('--scope ingest|read|write|admin');
  });

  it('says which file it may not read', () => {
    const directory = emptyDirectory();
    writeFileSync(join(directory, 'server.json'), '{"url":"http://127.0.0.1:9"}');
    const { status, stderr } = countersign('token', 'create', '--name', 'ci', '--data-dir', directory);
    expect(status).toBe(2);
    expect(stderr).toMatch(/bootstrap cannot be read by this account \(ENOENT\)/);
  });
});
