import { holdUps, inboxGroups } from './inbox';

const now = new Date('2026-11-22T12:00:00.000Z');
const item = (kind: 'REVIEW' | 'ACTIVATE' | 'ANSWER', due: string | null) => ({ kind, due });

describe('inboxGroups', () => {
  it('puts what is overdue or due within three days first, then the rest, then answers', () => {
    const overdue = item('ANSWER', '2026-11-22T11:59:00.000Z');
    const soon = item('REVIEW', '2026-11-25T12:00:00.000Z');
    const later = item('ACTIVATE', '2026-11-25T12:00:00.001Z');
    const never = item('REVIEW', null);
    const answer = item('ANSWER', null);
    expect(inboxGroups([answer, overdue, soon, later, never], now)).toEqual([
      ['urgent', [overdue, soon]],
      ['open', [later, never]],
      ['answers', [answer]],
    ]);
  });

  it('has no group without items', () => {
    expect(inboxGroups([], now)).toEqual([]);
    expect(inboxGroups([item('ANSWER', null)], now)).toHaveLength(1);
  });
});

describe('holdUps', () => {
  it('names the gates in the way and none for information, and only who wants changes now', () => {
    const vote = (name: string, decision: 'APPROVE' | 'REQUEST_CHANGES', counts: boolean) => ({
      __typename: 'Vote' as const,
      ...{ id: name, round: 1, role: null, comment: '', castAt: '2026-11-01T00:00:00.000Z' },
      person: { __typename: 'Actor' as const, id: name, name },
      ...{ decision, counts },
    });
    const gate = (title: string, verdict: 'PASS' | 'FAIL' | 'UNKNOWN', isBlocking = true) => ({
      ...{ __typename: 'Gate' as const, id: title, title, verdict, isBlocking },
    });
    expect(
      holdUps({
        gates: [
          gate('Drift', 'PASS'),
          gate('Fairness', 'FAIL'),
          gate('Performance', 'UNKNOWN'),
          gate('Cost', 'FAIL', false),
        ],
        votes: [
          vote('Sam', 'APPROVE', true),
          vote('Riley', 'REQUEST_CHANGES', true),
          vote('Mel', 'REQUEST_CHANGES', false),
        ],
      }),
    ).toEqual({ gates: ['Fairness', 'Performance'], voters: ['Riley'] });
  });
});
