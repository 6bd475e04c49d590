import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDataDir, resolveDataDir, sharedDataDir } from './data-dir';

const isRoot = process.getuid?.() === 0;
const modeOf = (path: string): number => statSync(path).mode & 0o777;

let base: string;
const said: string[] = [];
const say = (line: string): unknown => said.push(line);

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'data-dir-'));
  chmodSync(base, 0o755);
  said.length = 0;
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

describe('resolveDataDir', () => {
  it('is `data` in the working directory', () => {
    expect(resolveDataDir(undefined, base, say)).toBe(join(base, 'data'));
    expect(said).toEqual([]);
  });

  it('is the requested one, relative to the working directory', () => {
    expect(resolveDataDir('elsewhere', base, say)).toBe(join(base, 'elsewhere'));
    expect(resolveDataDir('/somewhere/else', base, say)).toBe('/somewhere/else');
  });

  it('moves out of a closed directory when root has to drop to another account, and says so', () => {
    const closed = join(base, 'closed');
    mkdirSync(join(closed, 'checkout'), { recursive: true });
    chmodSync(closed, 0o700);
    const chosen = resolveDataDir(undefined, join(closed, 'checkout'), say);
    expect(chosen).toBe(isRoot ? sharedDataDir : join(closed, 'checkout', 'data'));
    expect(said.join('\n')).toMatch(
      isRoot ? new RegExp(`kept in ${sharedDataDir}.*cannot enter ${closed}\\.$`) : /^$/,
    );
  });
});

describe('prepareDataDir', () => {
  it('closes the secrets and the blobs, and leaves the parents it makes open to enter', () => {
    const previous = process.umask(0o077);
    try {
      const parts = prepareDataDir(join(base, 'a', 'b', 'data'));
      expect(modeOf(parts.secrets)).toBe(0o700);
      expect(modeOf(parts.blobs)).toBe(0o700);
      expect([join(base, 'a'), join(base, 'a', 'b'), parts.root].map((each) => modeOf(each) & 0o111)).toEqual(
        [0o111, 0o111, 0o111],
      );
    } finally {
      process.umask(previous);
    }
  });

  it('leaves the mode of a directory that stands alone', () => {
    const root = join(base, 'mine');
    mkdirSync(root, { mode: 0o750 });
    prepareDataDir(root);
    expect(modeOf(root)).toBe(0o750);
  });
});
