import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from './index';

describe('canonicalJson', () => {
  it('L-1 writes the example of RFC 8785, section 3.2.2', () => {
    const value = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '€$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('L-1 sorts the keys of RFC 8785, section 3.2.3, by UTF-16 code units', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(value)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
  });

  it('L-1 agrees with another implementation (seed 8785)', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
      { seed: 8785, numRuns: 300 },
    );
  });

  it('L-1 writes minus zero as zero', () => {
    expect(canonicalJson(-0)).toBe('0');
  });

  it('L-2 takes 1,000 levels of nesting and no more', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(canonicalJson(JSON.parse(nested(1000)))).toBe(nested(1000));
    expect(() => canonicalJson(JSON.parse(nested(1001)))).toThrow(TypeError);
    expect(() => canonicalJson({ a: JSON.parse(nested(1000)) as unknown })).toThrow(TypeError);
    expect(() => canonicalJson(JSON.parse(nested(100_000)))).toThrow(TypeError);
  });

  it('L-2 leaves undefined members out', () => {
    expect(canonicalJson({ a: undefined, b: [1] })).toBe('{"b":[1]}');
  });

  it.each([NaN, Infinity, 1n, undefined, [undefined], () => 1, Symbol('s'), '\ud800', { '\udc00': 1 }])(
    'L-2 refuses what JSON cannot carry: %#',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    },
  );

  it.each([new Date(0), new Map([[1, 2]]), new Uint8Array(2)])(
    'L-2 refuses objects that are not plain: %#',
    (value) => {
      expect(() => canonicalJson({ value })).toThrow(TypeError);
    },
  );
});
