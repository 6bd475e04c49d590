import { whyNoPassport } from './no-passport';

const approvedAt = '2026-01-05T10:00:00.000Z';

describe('whyNoPassport', () => {
  it('gives no reason where there is one, whatever became of the promotion', () => {
    for (const state of ['APPROVED', 'ACTIVE', 'SUSPENDED', 'ROLLED_BACK', 'EXPIRED'] as const)
      expect(whyNoPassport({ approvedAt, state }, undefined)).toBeNull();
  });

  it('tells apart what may still be approved and what ended without', () => {
    const why = (state: 'PROVISIONAL' | 'BLOCKED' | 'IN_REVIEW' | 'REJECTED' | 'EXPIRED') =>
      whyNoPassport({ approvedAt: null, state }, undefined);
    expect(why('IN_REVIEW')).toBe('There is one as soon as the promotion is approved. It is in review now.');
    expect(why('PROVISIONAL')).toMatch(
      /^There is one as soon as .* Until then its version serves by an emergency\.$/,
    );
    expect(why('BLOCKED')).toMatch(/It is blocked now\.$/);
    expect(why('REJECTED')).toMatch(/ended without an approval: rejected\.$/);
    expect(why('EXPIRED')).toMatch(/ended without an approval: expired\.$/);
  });

  it('names the permission first: without it nothing else is told', () => {
    expect(whyNoPassport({ approvedAt, state: 'ACTIVE' }, 'This takes the role auditor.')).toBe(
      'A passport holds entries of the audit log. This takes the role auditor.',
    );
  });
});
