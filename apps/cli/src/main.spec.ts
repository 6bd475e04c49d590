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

const node = ['-C', '@countersign/source', '-r', register, join(__dirname, 'main.ts')];

/** Runs the command from its sources, in an empty directory. */
function countersign(...args: string[]) {
  const cwd = emptyDirectory();
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

  it('refuses a page where there is no report to write, and words it does not know', () => {
    const page = countersign('token', 'create', '--name', 'ci', '--html', 'page.html');
    expect([page.status, page.stderr]).toEqual([2, expect.stringContaining("Unknown option '--html'")]);
    const word = countersign('quality', 'a.csv', '--reference', 'a.csv', '--current', 'b.csv');
    expect([word.status, word.stderr]).toEqual([
      2,
      expect.stringContaining('There is one word too many: "a.csv".'),
    ]);
    const twice = countersign('drift', '--threshold', '0.1', '--threshold=0.2', '--json', '--json');
    expect([twice.status, twice.stderr]).toEqual([
      2,
      expect.stringMatching(/^--threshold is given twice\.\nusage: /),
    ]);
  });

  it('says nothing when nobody reads any more', () => {
    const directory = emptyDirectory();
    const rows = Array.from({ length: 1000 }, (_, row) => `"c${row}"`);
    writeFileSync(join(directory, 'wide.csv'), `${rows.join(',')}\n${rows.map(() => '1').join(',')}\n`);
    const words = [...node, 'quality', '--reference', 'wide.csv', '--current', 'wide.csv'];
    const command = `${[process.execPath, ...words].map((word) => `'${word}'`).join(' ')} | head -c 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: directory, encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: 'D', stderr: '' });
  });

  it('makes what a file holds visible in its messages, and prints no colours where no terminal is', () => {
    const directory = emptyDirectory();
    writeFileSync(join(directory, 'hostile.csv'), 'a\u001b[2J,a\u001b[2J\n1,2\n');
    const words = ['quality', '--reference', 'hostile.csv', '--current', 'hostile.csv'];
    const { status, stderr } = spawnSync(process.execPath, [...node, ...words], {
      cwd: directory,
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toBe('hostile.csv:1: Column "a\\u{1b}[2J" appears more than once.\n');
  });

  it('says which file it may not read', () => {
    const directory = emptyDirectory();
    writeFileSync(join(directory, 'server.json'), '{"url":"http://127.0.0.1:9"}');
    const { status, stderr } = countersign('token', 'create', '--name', 'ci', '--data-dir', directory);
    expect(status).toBe(2);
    expect(stderr).toMatch(/bootstrap cannot be read by this account \(ENOENT\)/);
  });
});
