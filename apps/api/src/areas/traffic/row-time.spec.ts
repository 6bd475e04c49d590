import { rowTime } from './row-time';

const place = { line: 7, column: 'at' };
const receivedAt = new Date('2026-03-01T12:00:00Z');
const codeOf = (text: string, assumeUtc = false) => {
  try {
    return rowTime(text, place, { assumeUtc, receivedAt }).toISOString();
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

  it('refuses what lies before any log', () => {
    expect(codeOf('1969-12-31T23:59:59Z')).toBe('BAD_INPUT');
  });

  it('takes a time up to 24 hours after receipt, and says why it refuses a later one', () => {
    expect(codeOf('2026-03-02T12:00:00Z')).toBe('2026-03-02T12:00:00.000Z');
    const late = () => rowTime('2026-03-02T12:00:00.001Z', place, { assumeUtc: false, receivedAt });
    expect(late).toThrow(
      'Line 7, column "at": "2026-03-02T12:00:00.001Z" lies more than 24 hours after its receipt at 2026-03-01T12:00:00.000Z.',
    );
    expect(codeOf('2100-01-01T00:00:00Z')).toBe('BAD_INPUT');
  });
});
