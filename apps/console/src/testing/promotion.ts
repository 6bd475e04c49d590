import type { Gate, Promotion, PromotionAction, Vote, Waiver } from '../areas/promotions/promotion';

const actions: readonly PromotionAction[] = [
  'VOTE',
  'WITHDRAW',
  'REFRESH_GATES',
  'ACTIVATE',
  'ROLL_BACK',
  'REINSTATE',
];

/** An approval that counts, cast by whoever it is of and signed with nothing, unless a part says otherwise. */
export const voteOf = (part: Partial<Vote>): Vote => ({
  ...{ __typename: 'Vote', id: 'vote', round: 1, decision: 'APPROVE', comment: '', counts: true },
  person: { __typename: 'Actor', id: 'u2', name: 'Riley' },
  ...{ onBehalfOf: null, role: null, castAt: '2026-01-01T00:00:00.000Z' },
  ...{ printedName: null, meaning: null, isSigned: false },
  ...part,
});

/** A soft gate that fails and may be waived, unless a part says otherwise. */
export const gateOf = (part: Partial<Gate> = {}): Gate => ({
  ...{ __typename: 'Gate', id: 'performance', kind: 'PERFORMANCE', title: 'Performance holds' },
  ...{ verdict: 'FAIL', severity: 'SOFT', isBlocking: true, isWaivable: true, observed: null },
  ...{ requirement: 'At least 0.7.', reason: 'It is 0.69.', evaluatedAt: '2026-01-05T10:00:00.000Z' },
  ...{ evidenceDigest: null, evidenceId: null, evidenceProducedAt: null, evidenceExpiresAt: null },
  ...part,
});

/** Of a gate that was waived and still is, unless a part says otherwise. */
export const waiverOf = (part: Partial<Waiver> = {}): Waiver => ({
  ...{ __typename: 'GateWaiver', id: 'w1', gateId: 'performance', round: 1, verdict: 'FAIL' },
  person: { __typename: 'Actor', id: 'u2', name: 'Riley Novak' },
  ...{ found: 'It is 0.69.', reason: 'For the pilot.', waivedAt: '2026-01-05T10:00:00.000Z', counts: true },
  ...part,
});

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
  rollback: null,
  emergency: null,
  emergencyTerms: null,
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
  waivers: [],
  votesForOthers: [],
  viewerActions: actions.map((action) => ({
    __typename: 'ViewerAction' as const,
    action,
    allowed: true,
    code: null,
    message: null,
  })),
  ...part,
});
