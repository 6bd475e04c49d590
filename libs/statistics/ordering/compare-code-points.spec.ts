import { compareCodePoints } from './compare-code-points';

describe('compareCodePoints', () => {
  it('puts a prefix first and equal texts together', () => {
    expect(compareCodePoints('ab', 'abc')).toBeLessThan(0);
    expect(compareCodePoints('', '')).toBe(0);
    expect(compareCodePoints('b', 'abc')).toBeGreaterThan(0);
  });

  it('orders as UTF-8 bytes do, astral characters last', () => {
    const texts = ['z', '😀', 'ﬀ', 'é', 'Z', '10', '9', '\u{10ffff}', '￿'];
    const byBytes = [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect([...texts].sort(compareCodePoints)).toEqual(byBytes);
    expect([...texts].sort()).not.toEqual(byBytes);
  });
});
