import { makeSchema } from '../../server/schema';
import { type LoggedEntry } from '../audit-log/logged-entries';
import { happenings, webhookEvents } from './webhook-events';

const entry = (changes: Partial<LoggedEntry>): LoggedEntry => ({
  ...{ sequence: '7', id: 'e', at: new Date(0), actor: 'person:p', action: 'castVote', outcome: 'done' },
  ...{ subjectType: 'promotion', subjectId: 'P', payload: { state: 'in_review' }, stateBefore: 'in_review' },
  ...changes,
});
const told = (changes: Partial<LoggedEntry>) =>
  happenings(entry(changes)).map(({ event, promotionId, state }) => [event, promotionId, state]);

// [what happened, the entry, what is told]
const cases: [string, Partial<LoggedEntry>, unknown[]][] = [
  ['a vote', {}, [['promotion_voted', 'P', 'in_review']]],
  [
    'the last vote',
    { payload: { state: 'approved' } },
    [
      ['promotion_voted', 'P', 'approved'],
      ['promotion_approved', 'P', 'approved'],
    ],
  ],
  [
    'a request that gates block',
    { action: 'requestPromotion', payload: { state: 'blocked' }, stateBefore: null },
    [
      ['promotion_requested', 'P', 'blocked'],
      ['promotion_blocked', 'P', 'blocked'],
    ],
  ],
  [
    'gates looked at again, with the same outcome',
    { action: 'refreshGates', payload: { state: 'approved' }, stateBefore: 'approved' },
    [['promotion_gates_refreshed', 'P', 'approved']],
  ],
  [
    'an activation in the place of another',
    { action: 'activatePromotion', payload: { state: 'active', superseded: 'Q' }, stateBefore: 'approved' },
    [
      ['promotion_activated', 'P', 'active'],
      ['promotion_superseded', 'Q', 'superseded'],
    ],
  ],
  [
    'an activation where nothing served',
    { action: 'activatePromotion', payload: { state: 'active', superseded: null }, stateBefore: 'approved' },
    [['promotion_activated', 'P', 'active']],
  ],
  [
    'a way back',
    { action: 'rollBack', payload: { state: 'rolled_back', restored: 'Q' }, stateBefore: 'active' },
    [
      ['promotion_rolled_back', 'P', 'rolled_back'],
      ['promotion_restored', 'Q', 'active'],
    ],
  ],
  [
    'the review of a way back',
    {
      action: 'acknowledgeRollback',
      ...{ payload: { state: 'rolled_back', finding: 'x' }, stateBefore: 'rolled_back' },
    },
    [['promotion_rollback_reviewed', 'P', 'rolled_back']],
  ],
  [
    'votes given to somebody else',
    { action: 'delegate', subjectType: 'delegation', payload: { roles: [] }, stateBefore: null },
    [['delegation_given', null, null]],
  ],
  [
    'votes that nobody may be given',
    { action: 'delegate', outcome: 'refused', subjectType: 'member', payload: {}, stateBefore: null },
    [],
  ],
  [
    'a suspension',
    { action: 'suspendPromotion', payload: { state: 'suspended' }, stateBefore: 'active' },
    [['promotion_suspended', 'P', 'suspended']],
  ],
  [
    'its end',
    { action: 'reinstatePromotion', payload: { state: 'active' }, stateBefore: 'suspended' },
    [['promotion_resumed', 'P', 'active']],
  ],
  [
    'a step that has no name here',
    { action: 'expirePromotions', payload: { state: 'expired' }, stateBefore: 'approved' },
    [['promotion_expired', 'P', 'expired']],
  ],
  [
    'a refused step',
    { outcome: 'refused', payload: { state: 'in_review', refusal: 'SELF_APPROVAL' } },
    [['promotion_refused', 'P', 'in_review']],
  ],
  [
    'a refused request, about a version',
    { action: 'requestPromotion', outcome: 'refused', subjectType: 'model_version', payload: { state: 'x' } },
    [['promotion_refused', null, null]],
  ],
  [
    'a comment',
    {
      ...{ action: 'addPromotionComment', subjectType: 'promotion_comment', subjectId: 'C' },
      ...{ payload: { promotionId: 'P', text: 'Hm.', mentions: [] }, stateBefore: null },
    },
    [['promotion_commented', 'P', null]],
  ],
  [
    'a comment that was refused, which is no step',
    {
      ...{ action: 'addPromotionComment', subjectType: 'promotion_comment', outcome: 'refused' },
      payload: { promotionId: 'P' },
    },
    [],
  ],
  ['another refusal', { action: 'inviteMember', outcome: 'refused', subjectType: 'member' }, []],
  [
    'an action of no interest',
    { action: 'inviteMember', subjectType: 'member', payload: { superseded: 'Q' } },
    [],
  ],
  [
    'an action that spells a member of every object',
    { action: 'constructor', subjectType: 'x', payload: {} },
    [],
  ],
  [
    'a vote by which a policy came into force',
    {
      action: 'votePolicyChange',
      subjectType: 'policy_change',
      payload: { policyId: 'L' },
      stateBefore: null,
    },
    [
      ['policy_change_voted', null, null],
      ['policy_published', null, null],
    ],
  ],
  ['an entry whose details were erased', { payload: null }, [['promotion_voted', 'P', null]]],
  ['a state that is none', { payload: { state: 'toString' } }, [['promotion_voted', 'P', null]]],
];

/** Mutations of which nobody is told: of the server and its accounts, of data, and of what is only for who calls them. */
const untold = [
  ...['changePassword', 'createServiceToken', 'createWebhook', 'createWorkspace', 'deactivateMember'],
  ...['deleteWebhook', 'disableWebhook', 'enableWebhook', 'endWorkloadTrust', 'eraseMember', 'eraseVaultKey'],
  ...[
    'inviteMember',
    'pingWebhook',
    'placeLegalHold',
    'proveIdentity',
    'reactivateMember',
    'redeliverWebhook',
  ],
  ...['registerPasskey', 'releaseLegalHold', 'removePasskey', 'renamePasskey', 'resetPassword'],
  ...['revokeInvitation', 'revokeServiceToken', 'rotateWebhookSecret', 'setAuditDetailRetention'],
  ...['setMemberRoles', 'signIn', 'signOut', 'skipWebhookDelivery', 'trustWorkload'],
  ...['createMonitor', 'deleteSensitiveAttributes', 'logLabels', 'logPredictions', 'registerDatasetVersion'],
  ...['registerModel', 'setGroupThresholdWhatIf', 'storeSensitiveAttributes'],
  ...['endFairnessWaiver', 'publishFairnessSummary', 'waiveFairnessCriterion', 'withdrawPublishedSummary'],
  'markMentionsSeen',
  // Every vote of it has an entry of its own, as a castVote.
  'castVotes',
];

describe('what an entry of the log tells', () => {
  it.each(cases)('WH-3 of %s', (_what, changes, expected) => {
    expect(told(changes)).toEqual(expected);
  });

  it('WH-22 of every mutation, but for those that are nobody else’s business', async () => {
    const mutations = Object.keys((await makeSchema()).getMutationType()?.getFields() ?? {});
    const silent = mutations.filter(
      (action) => told({ action, subjectType: 'any', payload: {}, stateBefore: null }).length === 0,
    );
    expect(silent.sort()).toEqual(untold.sort());
  });

  it('WH-3 names every event once, with a dot after its first word', () => {
    for (const event of Object.keys(webhookEvents)) expect(event).toMatch(/^[a-z]+_[a-z_]+$/);
  });
});
