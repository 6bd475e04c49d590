import { periodText } from './period-text';

describe('the period of a population', () => {
  it('FA-28 is said with the time that labels had', () => {
    const window = { from: '2026-07-01', to: '2026-09-30', maturedDays: 30 };
    expect(periodText({ window })).toBe(
      '2026-07-01 to 2026-09-30 (UTC), both inclusive; labels had at least 30 days to arrive',
    );
    expect(periodText({ window: { ...window, maturedDays: 1 } })).toContain('at least 1 day to arrive');
    expect(periodText({ window: null })).toBe('no window of production');
  });
});
