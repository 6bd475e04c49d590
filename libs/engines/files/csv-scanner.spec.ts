import fc from 'fast-check';
import { scanCsv } from './csv-scanner';

const written = (fields: readonly string[]): string =>
  fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',');

describe('scanCsv', () => {
  it('reads plain, quoted and doubled quotes, LF and CRLF', () => {
    const { records, rest } = scanCsv('a,"b ""x"", y",\r\n1,"2\n3",4\n5,6,7', 1);
    expect(rest).toBe('');
    expect(records).toEqual([
      { fields: ['a', 'b "x", y', ''], line: 1 },
      { fields: ['1', '2\n3', '4'], line: 2 },
      { fields: ['5', '6', '7'], line: 4 },
    ]);
  });

  it('hands an open quoted field on to the next block', () => {
    expect(scanCsv('1,2\n3,"4\n', 10)).toEqual({
      records: [{ fields: ['1', '2'], line: 10 }],
      rest: '3,"4\n',
      restLine: 11,
    });
  });

  it.each([
    ['a,b"c\n', 'a quote inside an unquoted field'],
    ['"a"b,c\n', 'after its closing quote'],
    ['a\rb\n', 'bare carriage return'],
    ['"x",a\rb\n', 'bare carriage return'],
  ])('refuses %j', (text, message) => {
    expect(() => scanCsv(text, 7)).toThrow(
      expect.objectContaining({ code: 'MALFORMED_ROW', line: 7, message: expect.stringContaining(message) }),
    );
  });

  it('counts lines through quoted line breaks', () => {
    expect(() => scanCsv('"a\nb\nc"x\n', 1)).toThrow(expect.objectContaining({ line: 3 }));
  });

  it('reads back whatever was written, quoted (seed 4180)', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', ' ') });
    const rows = fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), (table, lineBreak) => {
        const { records } = scanCsv(table.map((row) => written(row) + lineBreak).join(''), 1);
        expect(records.map((record) => record.fields)).toEqual(table);
      }),
      { seed: 4180 },
    );
  });
});
