import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInput } from './open-input';
import { truthColumn } from './truth-column';

const folder = mkdtempSync(join(tmpdir(), 'countersign-truth-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'rows.csv');
writeFileSync(
  path,
  'zero,truth,word,many,none,nan,id\n1,True,yes,a,,1,1\n0,False,no,b,,NaN,2\n1,,yes,c,,0,x\n',
);
const read = async (name: string, positive?: string) =>
  truthColumn(await openInput(path), { path, name, option: '--label' }, positive);

describe('truthColumn', () => {
  it('knows which of 0 and 1, and of true and false, is positive', async () => {
    expect(await read('zero')).toEqual({
      values: Int8Array.of(1, 0, 1),
      positive: '1',
      negative: '0',
      missing: 0,
    });
    expect(await read('truth')).toEqual({
      values: Int8Array.of(1, 0, -1),
      positive: 'true',
      negative: 'false',
      missing: 1,
    });
    expect(await read('nan')).toMatchObject({ values: Int8Array.of(1, -1, 0), missing: 1 });
  });

  it('takes the named value as positive and all others as negative', async () => {
    expect(await read('word', 'yes')).toMatchObject({ values: Int8Array.of(1, 0, 1), negative: 'no' });
    expect(await read('many', 'b')).toMatchObject({ values: Int8Array.of(0, 1, 0), negative: null });
    expect(await read('zero', '1.0')).toMatchObject({ values: Int8Array.of(1, 0, 1), positive: '1' });
  });

  it.each([
    [
      'word',
      undefined,
      `${path}: column "word" (--label): it holds "no", "yes": name the positive one with --positive.`,
    ],
    ['many', undefined, `${path}: column "many" (--label): it holds 3 values ("a", "b", "c")`],
    ['none', undefined, `${path}: column "none" (--label): it holds no value.`],
    [
      'word',
      'Yes',
      `${path}: column "word" (--label): it holds no value such as --positive Yes, but "no", "yes".`,
    ],
    ['age', undefined, `${path}: The file has no column "age".`],
  ])('lists what it found in %s for --positive %s', async (name, positive, message) => {
    await expect(read(name, positive)).rejects.toThrow(message);
  });

  it('names file and line of a value that is no number', async () => {
    const table = await openInput(path);
    await expect(table.numbers(['id'])).rejects.toThrow(
      `${path}:4: Row at line 4, column "id": "x" is not a number.`,
    );
    await expect(openInput(join(folder, 'none.csv'))).rejects.toThrow('none.csv: There is no such file.');
  });
});
