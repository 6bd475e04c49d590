import type { Promotion, PromotionAction } from '../areas/promotions/promotion';

const actions: readonly PromotionAction[] = [
  'VOTE',
  'WITHDRAW',
  'REFRESH_GATES',
  'ACTIVATE',
  'ROLL_BACK',
  'REINSTATE',
];

/** A promotion in review on which everything is allowed, unless a part says otherwise. */
export const promotionOf = (part: Partial<Promotion>): Promotion => ({
  __typename: 'Promotion',
  id: 'p1',
  state: 'IN_REVIEW',
  environment: 'PRODUCTION',
  alias: 'champion',
  round: 2,
  rationale: 'better',
  brief: [],
  subjectDigest: 'd'.repeat(64),
  requestedAt: '2026-01-05T10:00:00.000Z',
  requestedBy: { __typename: 'Actor', id: 'u1', name: 'Dana Okafor' },
  deadlineAt: null,
  approvedAt: null,
  expiresAt: null,
  activatedAt: null,
  suspension: null,
  modelVersion: {
    __typename: 'ModelVersion',
    id: 'v4',
    number: 4,
    artifactDigest: 'a'.repeat(64),
    model: { __typename: 'Model', id: 'm1', name: 'credit' },
  },
  champion: { __typename: 'ModelVersion', id: 'v3', number: 3 },
  policy: { __typename: 'Policy', id: 'pol', name: 'production', version: 1, digest: 'b'.repeat(64) },
  gates: [],
  slots: [],
  votes: [],
  viewerActions: actions.map((action) => ({
    __typename: 'ViewerAction' as const,
    action,
    allowed: true,
    code: null,
    message: null,
  })),
  ...part,
});
