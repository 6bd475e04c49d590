import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTable } from '@countersign/engines/tables';
import { readAhead } from './read-ahead';

const folder = mkdtempSync(join(tmpdir(), 'countersign-ahead-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'rows.csv');
writeFileSync(path, 'a,word,b,c\n1,x,2,3\n4,y,5,6\n');

describe('readAhead', () => {
  it('answers as the table does, with one pass over a short file for all columns of a kind', async () => {
    const table = await openTable(path);
    const numbers = jest.spyOn(table, 'numbers');
    const categories = jest.spyOn(table, 'categories');
    const ahead = readAhead(table, ['a', 'word', 'b']);
    for (const name of ['a', 'b'])
      expect((await ahead.numbers([name])).get(name)).toEqual((await table.numbers([name])).get(name));
    expect((await ahead.categories(['word'])).get('word')!.categories).toEqual(['x', 'y']);
    expect((await ahead.numbers(['c'])).get('c')!.values).toEqual(Float64Array.of(3, 6));
    expect(numbers.mock.calls).toEqual([[['a', 'b']], [['a']], [['b']], [['c']]]);
    expect(categories.mock.calls).toEqual([[['word']]]);
  });

  it('leaves a long file to be read column by column', async () => {
    const table = { ...(await openTable(path)), rowCount: 1_000_001 };
    expect(readAhead(table, ['a', 'b'])).toBe(table);
  });
});
