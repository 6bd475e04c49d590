import { dissentIn } from './dissent-told';
import { type ReadEntry } from './passport-entry';

const entry = (action: string, payload?: Record<string, unknown>) =>
  ({ says: { action, actor: { id: 'riley', kind: 'person' } }, payload }) as Pick<
    ReadEntry,
    'says' | 'payload'
  >;
const vote = (decision: string, comment: string, round = 1) =>
  entry('castVote', { decision, comment, votedOn: { round } });

describe('what a passport tells of objections', () => {
  it.each([
    ['reject', 'No.', 'round 1, riley rejected it: “No.”'],
    ['reject', '', 'round 1, riley rejected it'],
    ['request_changes', 'More people.', 'round 1, riley asked for changes: “More people.”'],
    ['abstain', 'I know them.', 'round 1, riley abstained: “I know them.”'],
  ])('P-174 is a vote to %s saying “%s”', (decision, comment, told) => {
    expect(dissentIn([vote(decision, comment)])).toEqual([told]);
  });

  it.each([
    ['an approval', vote('approve', 'Well done.')],
    ['an abstention without a reason', vote('abstain', ' ')],
    ['a vote whose details were erased', entry('castVote')],
    ['a request without any before', entry('requestPromotion', {})],
    ['a list that is none', entry('requestPromotion', { dissent: 'x' })],
    ['another step', entry('withdrawPromotion', { decision: 'reject', comment: 'No.' })],
  ])('P-174 is not %s', (_what, step) => {
    expect(dissentIn([step])).toEqual([]);
  });

  it('P-174 is what was objected before as well, after what was objected to it', () => {
    const dissent = [
      { promotionId: 'p', round: 2, personId: 'sam', decision: 'reject', comment: 'Too soon.' },
    ];
    expect(dissentIn([entry('requestPromotion', { dissent }), vote('abstain', 'Away.', 3)])).toEqual([
      'round 3, riley abstained: “Away.”',
      'in the earlier promotion p, round 2, sam rejected it: “Too soon.”',
    ]);
  });

  it('P-174 P-136 names for whom it was said', () => {
    const dissent = [
      { promotionId: 'p', round: 1, personId: 'sam', onBehalfOf: 'olu', decision: 'reject', comment: '' },
    ];
    const own = entry('castVote', { decision: 'reject', onBehalfOf: 'ann', votedOn: { round: 1 } });
    expect(dissentIn([entry('requestPromotion', { dissent }), own])).toEqual([
      'round 1, riley for ann rejected it',
      'in the earlier promotion p, round 1, sam for olu rejected it',
    ]);
  });
});
