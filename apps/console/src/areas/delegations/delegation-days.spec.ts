import { daysToChoose, instantsOf } from './delegation-days';

const now = Date.parse('2026-11-22T08:40:00Z');

describe('the days of a delegation', () => {
  it.each(['', '2026-11-22'])('P-129 begin at once where the first day is “%s”', (from) => {
    expect(instantsOf({ from, until: '2026-11-24' }, now)).toEqual({ endsAt: '2026-11-25T00:00:00.000Z' });
    expect(daysToChoose(from, now).until).toEqual({ first: '2026-11-22', last: '2026-12-21' });
  });

  it('P-129 begin as a later first day begins, and end as the last one ends', () => {
    expect(instantsOf({ from: '2026-12-01', until: '2026-12-01' }, now)).toEqual({
      startsAt: '2026-12-01T00:00:00.000Z',
      endsAt: '2026-12-02T00:00:00.000Z',
    });
  });

  it('P-129 offer what the server takes: a beginning within a year, and thirty days from then', () => {
    const { from, until } = daysToChoose('2026-12-01', now);
    expect(from).toEqual({ first: '2026-11-22', last: '2027-11-22' });
    expect(until).toEqual({ first: '2026-12-01', last: '2026-12-30' });
    const longest = instantsOf({ from: '2026-12-01', until: until.last }, now);
    const span = Date.parse(longest.endsAt) - Date.parse(longest.startsAt ?? '');
    expect(span).toBe(30 * 86_400_000);
  });
});
