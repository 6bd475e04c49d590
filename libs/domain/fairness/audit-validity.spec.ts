import { auditValidity, type SinceAudit } from './index';

const day = 86_400_000;
const ranAt = Date.UTC(2026, 2, 1, 12);
const since = (changes: Partial<SinceAudit> = {}): SinceAudit => ({
  ...{ ranAt, now: ranAt + day, nextAuditAt: null, replaced: null, alert: null, ...changes },
});

describe('how long a fairness audit holds', () => {
  it.each([
    [0, []],
    [365 * day - 1, []],
    [365 * day, ['expired']],
    [3650 * day, ['expired']],
  ])('FS-20 is 365 days to the millisecond: after %d ms %j', (after, reasons) => {
    const { until, ended } = auditValidity(since({ now: ranAt + after }));
    expect(until).toBe(ranAt + 365 * day);
    expect(ended.map(({ reason }) => reason)).toEqual(reasons);
  });

  it.each([
    [{ nextAuditAt: ranAt + 1 }, 'newer_audit', 'There is a newer audit of the same version.'],
    [
      { replaced: { alias: 'champion', version: 4, at: ranAt + 1 } },
      'replaced',
      'Version 4, another artefact, serves as champion in its place.',
    ],
    [
      { alert: { monitor: 'drift', at: ranAt + 1 } },
      'alert',
      'The monitor drift of the version gave an alert after the audit.',
    ],
  ])('FS-20 ends earlier with %j', (changes, reason, message) => {
    const { until, ended } = auditValidity(since(changes));
    expect(ended).toEqual([{ reason, at: ranAt + 1, message }]);
    expect(until).toBe(ranAt + 365 * day);
  });

  it('FS-20 gives every reason, the earliest first', () => {
    const { ended } = auditValidity({
      ...{ ranAt, now: ranAt + 400 * day, nextAuditAt: ranAt + 380 * day },
      replaced: { alias: 'champion', version: 2, at: ranAt + 20 * day },
      alert: { monitor: 'drift', at: ranAt + 10 * day },
    });
    expect(ended.map(({ reason }) => reason)).toEqual(['alert', 'replaced', 'expired', 'newer_audit']);
  });
});
