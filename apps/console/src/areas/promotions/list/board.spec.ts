import { ageOf, boardColumns, endedStates, passedGates } from './board';
import { promotionStates } from './search';

const now = new Date('2026-11-22T12:00:00.000Z');
const at = {
  requestedAt: '2026-11-10T12:00:00.000Z',
  approvedAt: '2026-11-15T12:00:00.000Z',
  expiresAt: '2026-11-29T12:00:00.000Z',
  activatedAt: null,
};

describe('the board', () => {
  it('has one place for every state', () => {
    const places = [...boardColumns.flatMap(({ states }) => states), ...endedStates];
    expect([...places].sort()).toEqual([...promotionStates].sort());
  });
});

describe('ageOf', () => {
  it('counts an open one from its request, full after thirty days', () => {
    expect(ageOf({ ...at, state: 'IN_REVIEW' }, now)).toEqual({ text: 'open for 12 days', share: 0.4 });
    const old = { ...at, state: 'BLOCKED' as const, requestedAt: '2026-01-01T00:00:00.000Z' };
    expect(ageOf(old, now).share).toBe(1);
  });

  it('counts an approved one to the end of its approval', () => {
    expect(ageOf({ ...at, state: 'APPROVED' }, now)).toEqual({ text: 'expires in 7 days', share: 0.5 });
    const lapsed = { ...at, state: 'APPROVED' as const, expiresAt: '2026-11-20T12:00:00.000Z' };
    expect(ageOf(lapsed, now)).toEqual({ text: 'expired 2 days ago', share: 1 });
  });

  it('measures what serves or is over against nothing', () => {
    const serving = { ...at, state: 'SUSPENDED' as const, activatedAt: '2026-11-20T12:00:00.000Z' };
    expect(ageOf(serving, now)).toEqual({ text: 'serves for 2 days' });
    expect(ageOf({ ...at, state: 'REJECTED' }, now)).toEqual({ text: 'requested 12 days ago' });
  });
});

describe('passedGates', () => {
  it('takes an unknown one as not passed', () => {
    const gates = (['PASS', 'UNKNOWN', 'FAIL'] as const).map((verdict) => ({
      ...{ __typename: 'Gate' as const, id: verdict, title: verdict, verdict, isBlocking: true },
    }));
    expect(passedGates({ gates })).toBe(1);
  });
});
