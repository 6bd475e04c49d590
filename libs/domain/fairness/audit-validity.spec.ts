import { auditValidity, keepsFromRelease, type SinceAudit } from './index';

const day = 86_400_000;
const ranAt = Date.UTC(2026, 2, 1, 12);
const since = (changes: Partial<SinceAudit> = {}): SinceAudit => ({
  ...{ ranAt, now: ranAt + day, nextAuditAt: null, replaced: null, alert: null },
  ...{ newData: null, otherPolicy: null, otherLaws: [], ...changes },
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
    [
      { newData: { dataset: 'people', version: 3, at: ranAt + 1 } },
      'newer_data',
      'Version 3 of the audited data people was registered after the audit.',
    ],
    [
      { otherPolicy: { policy: 'champion', version: 4, at: ranAt + 1 } },
      'other_policy',
      'Releases are judged by another fairness gate since version 4 of the policy champion.',
    ],
    [
      { now: ranAt + 1, otherLaws: [{ pack: 'nyc-ll144', audited: 1, known: 2 }] },
      'other_law',
      'It was judged by version 1 of the law pack nyc-ll144, which has version 2 now.',
    ],
  ])('FS-20 ends earlier with %j', (changes, reason, message) => {
    const { until, ended } = auditValidity(since(changes));
    expect(ended).toEqual([{ reason, at: ranAt + 1, message }]);
    expect(until).toBe(ranAt + 365 * day);
  });

  it('FS-20 gives every reason, the earliest first', () => {
    const { ended } = auditValidity({
      ...since({ now: ranAt + 400 * day, nextAuditAt: ranAt + 380 * day }),
      replaced: { alias: 'champion', version: 2, at: ranAt + 20 * day },
      alert: { monitor: 'drift', at: ranAt + 10 * day },
    });
    expect(ended.map(({ reason }) => reason)).toEqual(['alert', 'replaced', 'expired', 'newer_audit']);
  });

  it.each([
    ['expired', true],
    ['alert', true],
    ['newer_data', true],
    ['other_policy', true],
    ['other_law', true],
    ['newer_audit', false],
    ['replaced', false],
  ] as const)('FS-24 keeps a release from resting on it: %s %s', (reason, keeps) => {
    expect(keepsFromRelease({ reason, at: ranAt, message: '' })).toBe(keeps);
  });
});
