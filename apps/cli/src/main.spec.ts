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

  it('refuses a pipe, which may never have a writer, instead of waiting for it (Q-21)', () => {
    const directory = emptyDirectory();
    spawnSync('sh', ['-c', 'mkfifo pipe.csv'], { cwd: directory });
    writeFileSync(join(directory, 'a.csv'), 'a\n1\n');
    for (const words of [
      ['quality', '--current', 'a.csv', '--expect', 'pipe.csv'],
      ['quality', '--current', 'pipe.csv', '--reference', 'a.csv'],
      ['profile', 'pipe.csv'],
    ]) {
      const { status, stderr } = spawnSync(process.execPath, [...node, ...words], {
        cwd: directory,
        encoding: 'utf8',
        timeout: 20_000,
      });
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: expect.stringContaining('pipe.csv: This is a pipe or a device: save it as a file'),
      });
    }
  });

  it('takes columns whose names hold commas, in every list, and says so in the help', () => {
    const directory = emptyDirectory();
    const rows = Array.from(
      { length: 60 },
      (_, row) => `${row % 2},${row % 3 ? 1 : 0},${row % 5},${row % 2}`,
    );
    writeFileSync(join(directory, 'a.csv'), ['y,p,"a,b","c ""d"", e"', ...rows].join('\n'));
    const found = (command: string, ...words: string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [...node, command, ...words, '--json'], {
        cwd: directory,
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(countersign(command, '--help').stdout).toContain(`one that holds a comma in double quotes`);
      return JSON.parse(stdout);
    };
    const both = '"a,b","c ""d"", e"';
    const sides = ['--reference', 'a.csv', '--current', 'a.csv', '--columns', both];
    const names = ['a,b', 'c "d", e'];
    const namesOf = ({ columns }: { columns: { column: string }[] }) => columns.map(({ column }) => column);
    expect(namesOf(found('profile', 'a.csv', '--columns', both))).toEqual(names);
    expect(namesOf(found('quality', ...sides))).toEqual(names);
    const drift = found('drift', ...sides, '--categorical', '"a,b"');
    expect(drift.columns.map(({ column, kind }: Record<string, string>) => [column, kind])).toEqual([
      [names[0], 'categorical'],
      [names[1], 'numeric'],
    ]);
    const outcome = ['--data', 'a.csv', '--label', 'y', '--prediction', 'p'];
    const { slices } = found('performance', ...outcome, '--group-by', both);
    const columns = slices.map(
      ({ conditions }: { conditions: { column: string }[] }) => conditions[0]!.column,
    );
    expect([...new Set(columns)]).toEqual(names);
    const { attributes } = found('fairness', ...outcome, '--sensitive', both);
    expect(attributes.map(({ attribute }: { attribute: string[] }) => attribute)).toEqual(
      names.map((name) => [name]),
    );
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
