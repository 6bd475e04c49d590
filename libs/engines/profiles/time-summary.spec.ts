import { distinctCount } from '@countersign/statistics/profile';
import { addTime, emptyTimeSummary } from './time-summary';

const summaryOf = (texts: readonly (string | null)[]) => {
  const summary = emptyTimeSummary();
  for (const text of texts) addTime(summary, text);
  return summary;
};

describe('addTime', () => {
  it('keeps the earliest and the latest instant, whatever their zones', () => {
    const summary = summaryOf([
      '2026-03-01T00:00:00+05:00',
      '2026-02-28T20:00:00Z',
      null,
      '2026-02-28T20:00:00.5Z',
      '2026-02-28',
      'soon',
    ]);
    expect(summary).toMatchObject({
      n: 4,
      missing: 2,
      earliest: '2026-02-28T00:00:00',
      latest: '2026-02-28T20:00:00.5Z',
    });
  });

  it('counts one instant once, however it is written', () => {
    const { distinct } = summaryOf([
      '2026-03-01T00:00:00+05:00',
      '2026-02-28 19:00:00Z',
      '2026-02-28T19:00:00.000Z',
      '2026-02-28T19:00:00.001Z',
    ]);
    expect(distinctCount(distinct).value).toBe(2);
  });
});
