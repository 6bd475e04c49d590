import fc from 'fast-check';
import { jsonFault } from './json-fault';

describe('jsonFault', () => {
  it.each([
    ['', 1, 1, 'expected a value, found the end of the file'],
    ['{\n', 1, 2, 'expected a name in double quotes or }, found the end of the file'],
    ['{\n  "a": 1,\n}\n', 3, 1, 'expected a name in double quotes, found }'],
    ['{"a" 1}', 1, 6, 'expected a colon, found 1'],
    ['{"a":1 "b":2}', 1, 8, 'expected a comma or }, found "b"'],
    ["{'a':1}", 1, 2, "expected a name in double quotes or }, found 'a'"],
    ['[1,]', 1, 4, 'expected a value, found ]'],
    ['[1 2]', 1, 4, 'expected a comma or ], found 2'],
    ['[1}', 1, 3, 'expected a comma or ], found }'],
    ['{"a":01}', 1, 6, 'expected a value, found 01'],
    ['{"a":NaN}', 1, 6, 'expected a value, found NaN'],
    ['{"a":1} x', 1, 9, 'expected nothing more, found x'],
    ['{"a":1}\u00a0', 1, 8, 'expected nothing more, found \u00a0'],
    ['{} // why', 1, 4, 'expected nothing more, found //'],
    ['{"a":"x\n}', 1, 6, 'this text is not closed in its line'],
    ['{"a":"x\\"}', 1, 6, 'this text is not closed in its line'],
    ['{"a":"C:\\x"}', 1, 6, 'this text holds a tab'],
    ['{"a":"\t"}', 1, 6, 'this text holds a tab'],
    [
      '{"a":1,\n "b":{"a":2,"\\u0061":3}}',
      2,
      13,
      'the name "\\u0061" stands a second time in the same object',
    ],
    ['{"__proto__":1,"__proto__":2}', 1, 16, 'the name "__proto__" stands a second time in the same object'],
    ['['.repeat(100_000), 1, 100_001, 'expected a value or ], found the end of the file'],
  ])('finds the place and says what is wrong (Q-21) %#', (text, line, column, reason) => {
    expect(jsonFault(text)).toEqual({ line, column, reason: expect.stringContaining(reason) });
  });

  it('finds nothing in what JSON.parse reads (seed 21)', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(2), (value, indent) => {
        expect(jsonFault(JSON.stringify(value, null, indent))).toBeUndefined();
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  it('finds a fault in what JSON.parse does not read (seed 22)', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"a"',
      '"b"',
      '1',
      '-',
      'true',
      ' ',
      '"',
      '\\',
      '\n',
    );
    const isRead = (text: string): boolean => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 9 }), (parts) => {
        const text = parts.join('');
        const fault = jsonFault(text);
        const isTwice = fault?.reason.includes('a second time') ?? false;
        expect(fault === undefined || isTwice).toBe(isRead(text) || isTwice);
      }),
      { seed: 22, numRuns: 3000 },
    );
  });
});
