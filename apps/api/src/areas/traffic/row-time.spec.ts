import { rowTime } from './row-time';

const place = { line: 7, column: 'at' };
const codeOf = (text: string, assumeUtc = false) => {
  try {
    return rowTime(text, place, assumeUtc).toISOString();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('rowTime', () => {
  it('honours a zone, whatever is assumed', () => {
    expect(codeOf('2026-02-01T12:00:00+02:00')).toBe('2026-02-01T10:00:00.000Z');
    expect(codeOf('2026-02-01T12:00:00+02:00', true)).toBe('2026-02-01T10:00:00.000Z');
  });

  it('takes a time without zone only where UTC is assumed', () => {
    expect(codeOf('2026-02-01T12:00:00')).toBe('NOT_A_TIME');
    expect(codeOf('2026-02-01T12:00:00', true)).toBe('2026-02-01T12:00:00.000Z');
  });

  it('cuts to the millisecond, so that no rounding reaches the next day', () => {
    expect(codeOf('2026-02-01T23:59:59.999999999Z')).toBe('2026-02-01T23:59:59.999Z');
  });

  it('refuses years that no log has', () => {
    expect([codeOf('1969-12-31T23:59:59Z'), codeOf('2200-01-01T00:00:00Z')]).toEqual([
      'BAD_INPUT',
      'BAD_INPUT',
    ]);
  });
});
