import { voteOf } from '../../testing/promotion';
import { holdUps, inboxGroups } from './inbox';

const now = new Date('2026-11-22T12:00:00.000Z');
const item = (kind: 'REVIEW' | 'ACTIVATE' | 'ANSWER' | 'MENTION' | 'DECIDE_POLICY', due: string | null) => ({
  kind,
  due,
});

describe('inboxGroups', () => {
  it('puts what is overdue or due within three days first, then the rest, then who calls, then answers', () => {
    const overdue = item('ANSWER', '2026-11-22T11:59:00.000Z');
    const soon = item('REVIEW', '2026-11-25T12:00:00.000Z');
    const later = item('ACTIVATE', '2026-11-25T12:00:00.001Z');
    const never = item('REVIEW', null);
    const answer = item('ANSWER', null);
    const mention = item('MENTION', null);
    const change = item('DECIDE_POLICY', null);
    expect(inboxGroups([answer, mention, overdue, soon, later, never, change], now)).toEqual([
      ['urgent', [overdue, soon]],
      ['open', [later, never, change]],
      ['mentions', [mention]],
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
    const vote = (name: string, decision: 'APPROVE' | 'REQUEST_CHANGES', counts: boolean) =>
      voteOf({ person: { __typename: 'Actor', id: name, name }, decision, counts });
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
