import { toCsv } from './csv';

describe('toCsv', () => {
  it('quotes separators, quotes and line ends, and keeps full precision', () => {
    const rows = [
      ['a,b', 0.1 + 0.2],
      ['say "x"', null],
    ];
    expect(toCsv({ columns: ['name', 'value'], rows })).toBe(
      'name,value\r\n"a,b",0.30000000000000004\r\n"say ""x""",\r\n',
    );
  });

  it('does not hand a formula to a spreadsheet', () => {
    expect(toCsv({ columns: ['c'], rows: [['=1+1'], [-1]] })).toBe("c\r\n'=1+1\r\n-1\r\n");
  });
});
