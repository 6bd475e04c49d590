import fc from 'fast-check';
import { isRefusal } from '../../refusals';
import {
  builtInPolicy,
  decideRestoration,
  decideRollback,
  wayBack,
  type Earlier,
  type Promotion,
  type PromotionState,
} from '../index';

const day = 86_400_000;
const now = 1_000 * day;

const earlier = (part: Partial<Earlier> = {}): Earlier => ({
  ...{ promotionId: 'p1', modelVersionId: 'v1', versionNumber: 1, state: 'superseded', policy: {} },
  ...{ artifactDigest: 'a', versionDigest: 'a', lastServedAt: now - day, isSuspended: false },
  ...part,
});
const serving = (before: readonly Earlier[], part: Partial<Promotion> = {}): Promotion => ({
  target: { modelVersionId: 'v9', artifactDigest: 'z', environment: 'production', alias: 'champion' },
  ...{ state: 'active', round: 3, subjectDigest: 's', requesterId: 'r', policy: builtInPolicy },
  ...{
    gates: [],
    votes: [],
    approvedAt: now - 9 * day,
    expiresAt: now + 5 * day,
    activatedAt: now - 8 * day,
  },
  earlier: before,
  ...part,
});
const leadsTo = (on: Promotion, to: string | null = null, at = now): string => {
  const way = wayBack(on, to, at);
  return isRefusal(way) ? way.code : way.promotionId;
};
const withDays = (rollbackDays: number) => ({ ...builtInPolicy, rollbackDays });

describe('going back', () => {
  it('P-83 lets the one that serves give way and the earlier one serve again, as it was approved', () => {
    const on = serving([earlier()]);
    expect(decideRollback(on, null, now)).toEqual({
      ...{ refused: false, state: 'rolled_back', round: 3, subjectDigest: 's' },
      ...{ approvedAt: on.approvedAt, expiresAt: on.expiresAt, activatedAt: on.activatedAt },
    });
    expect(decideRollback({ ...on, state: 'suspended' }, null, now)).toMatchObject({ state: 'rolled_back' });
    expect(decideRestoration({ ...on, state: 'superseded' }, now)).toMatchObject({
      ...{ state: 'active', approvedAt: on.approvedAt, expiresAt: on.expiresAt },
    });
  });

  it('P-84 takes the latest that still may, or the named one', () => {
    const many = [
      earlier({ promotionId: 'gone', state: 'rolled_back' }),
      earlier({ promotionId: 'doubtful', isSuspended: true }),
      earlier({ promotionId: 'good', lastServedAt: now - 2 * day }),
      earlier({ promotionId: 'older', lastServedAt: now - 3 * day }),
    ];
    expect(leadsTo(serving(many))).toBe('good');
    expect(leadsTo(serving(many), 'older')).toBe('older');
    expect(leadsTo(serving(many), 'elsewhere')).toBe('NO_WAY_BACK');
    expect(leadsTo(serving([]))).toBe('NO_WAY_BACK');
  });

  it.each<[string, Partial<Earlier>, string]>([
    ['was rolled back itself', { state: 'rolled_back' }, 'PROMOTION_CLOSED'],
    ['was suspended when it went', { isSuspended: true }, 'NO_WAY_BACK'],
    ['has another artefact than was approved', { versionDigest: 'b' }, 'NO_WAY_BACK'],
    ['has never served', { lastServedAt: NaN }, 'NO_WAY_BACK'],
  ])('P-84 never leads to what %s, even by name', (_what, part, code) => {
    expect(leadsTo(serving([earlier(part)]), 'p1')).toBe(code);
    expect(leadsTo(serving([earlier(part)]))).toBe('NO_WAY_BACK');
  });

  it.each<[number | undefined, number | undefined, number]>([
    [undefined, undefined, 30],
    [7, undefined, 7],
    [undefined, 7, 7],
    [60, undefined, 30],
    [60, 90, 60],
    [0, 60, 0],
  ])(
    'P-85 of the terms %s and %s holds for %s days since it last served, to the millisecond',
    (own, its, days) => {
      const policy = { ...builtInPolicy, ...(own !== undefined && { rollbackDays: own }) };
      const last = earlier({ policy: its === undefined ? {} : { rollbackDays: its }, lastServedAt: now });
      expect(leadsTo(serving([last], { policy }), null, now + days * day)).toBe('NO_WAY_BACK');
      if (days > 0) expect(leadsTo(serving([last], { policy }), null, now + days * day - 1)).toBe('p1');
    },
  );

  it('P-85 P-40 does not begin anew with a clock that is set back', () => {
    const on = serving([earlier({ lastServedAt: now })], { policy: withDays(1), seenAt: now + day });
    expect(leadsTo(on, null, now)).toBe('NO_WAY_BACK');
  });

  it('P-86 is closed to everything that does not serve', () => {
    const states: PromotionState[] = [
      'in_review',
      'blocked',
      'approved',
      'superseded',
      'rolled_back',
      'rejected',
    ];
    for (const state of states) {
      const on = serving([earlier()], { state, expiresAt: now + day });
      expect(decideRollback(on, null, now)).toMatchObject({ code: 'PROMOTION_CLOSED' });
    }
    const back = decideRestoration(serving([], { state: 'rolled_back' }), now);
    expect(back).toMatchObject({ code: 'PROMOTION_CLOSED' });
  });

  it('P-85 only loses ways back as time goes on (seed 85)', () => {
    const some = fc.array(
      fc.record({
        ago: fc.integer({ min: 0, max: 60 }),
        days: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
        isSuspended: fc.boolean(),
      }),
      { maxLength: 5 },
    );
    const hasWay = (on: Promotion, at: number) => !isRefusal(wayBack(on, null, at));
    fc.assert(
      fc.property(some, fc.nat({ max: 90 }), fc.nat({ max: 90 }), (past, one, other) => {
        const before = past.map(({ ago, days, isSuspended }, index) =>
          earlier({
            ...{ promotionId: `p${index}`, lastServedAt: now - ago * day, isSuspended },
            policy: days === undefined ? {} : { rollbackDays: days },
          }),
        );
        const [sooner, later] = [Math.min(one, other), Math.max(one, other)];
        const on = serving(before);
        expect(hasWay(on, now + later * day) && !hasWay(on, now + sooner * day)).toBe(false);
      }),
      { seed: 85, numRuns: 300 },
    );
  });
});
