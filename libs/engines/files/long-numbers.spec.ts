import fc from 'fast-check';
import { longNumbers } from './long-numbers';

const found = (content: string) =>
  Object.fromEntries(
    [...longNumbers(content, JSON.parse(content) as Record<string, unknown>)].map(([name, { digits }]) => [
      name,
      digits,
    ]),
  );

describe('longNumbers', () => {
  it.each([
    ['{"id":1152921504606846977}', { id: '1152921504606846977' }],
    ['{ "a" : -9007199254740993 , "b":1}', { a: '-9007199254740993' }],
    ['{"a":9007199254740992,"b":9007199254740993}', { b: '9007199254740993' }],
    ['{"a":1000000000000000000000}', { a: '1000000000000000000000' }],
    ['{"a":9007199254740993.0,"b":9007199254740993e1,"c":0.12345678901234567,"d":1e400}', {}],
    ['{"a":1e0000000000000000020,"b":1e+0000000000000000020}', {}],
    ['{"a":"9007199254740993","b":"x:9007199254740993,"}', {}],
    [
      String.raw`{"a\"9007199254740993":9007199254740995,"b":"\\","c":"\\\""}`,
      { 'a"9007199254740993': '9007199254740995' },
    ],
    [String.raw`{"\u0069d":9007199254740993}`, { id: '9007199254740993' }],
    ['{"id":9007199254740993,"id":9007199254740995}', { id: '9007199254740995' }],
    ['{"id":9007199254740993,"id":"9007199254740993"}', {}],
    ['{"id":{"id":9007199254740993},"id":9007199254740995}', { id: '9007199254740995' }],
    ['{"9007199254740993":9007199254740993}', { '9007199254740993': '9007199254740993' }],
  ])('finds the digits in %s', (content, digits) => {
    expect(found(content)).toEqual(digits);
  });

  it('finds a field named as every object has one', () => {
    const content = '{"__proto__":9007199254740993,"a":1}';
    const row = JSON.parse(content) as Record<string, unknown>;
    expect([...longNumbers(content, row)]).toEqual([['__proto__', { digits: '9007199254740993' }]]);
  });

  it('finds every number among any texts and names (seed 53)', () => {
    const long = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('\\', '"', '\\"9007199254740993', ':9007199254740993,'),
    );
    const row = fc.uniqueArray(fc.tuple(text, fc.oneof(long, text)), { selector: ([name]) => name });
    fc.assert(
      fc.property(row, (fields) => {
        const content = `{${fields
          .map(
            ([name, value]) =>
              `${JSON.stringify(name)}: ${typeof value === 'bigint' ? value : JSON.stringify(value)}`,
          )
          .join(' ,')}}`;
        const long = fields.filter(
          ([, value]) => typeof value === 'bigint' && String(Number(value)) !== String(value),
        );
        expect(longNumbers(content, JSON.parse(content) as Record<string, unknown>)).toEqual(
          new Map(
            long.map(([name, value]): [string, { digits: string }] => [name, { digits: String(value) }]),
          ),
        );
      }),
      { seed: 53, numRuns: 300 },
    );
  });
});
