import { graphql } from '../../gql';

export const promotionsDocument = graphql(`
  query Promotions($state: PromotionState, $after: String) {
    promotions(first: 20, after: $after, state: $state) {
      nodes {
        ...PromotionHead
        approvedAt
        expiresAt
        activatedAt
        modelVersion {
          ...VersionName
        }
        gates {
          id
          title
          verdict
          isBlocking
        }
        slots {
          ...SlotParts
        }
      }
      pageInfo {
        ...NextPage
      }
      totalCount
    }
  }
`);

/** How many stand where; the heads of the board's columns. */
export const promotionCountsDocument = graphql(`
  query PromotionCounts {
    BLOCKED: promotions(first: 1, state: BLOCKED) {
      totalCount
    }
    IN_REVIEW: promotions(first: 1, state: IN_REVIEW) {
      totalCount
    }
    APPROVED: promotions(first: 1, state: APPROVED) {
      totalCount
    }
    PROVISIONAL: promotions(first: 1, state: PROVISIONAL) {
      totalCount
    }
    SUSPENDED: promotions(first: 1, state: SUSPENDED) {
      totalCount
    }
    ACTIVE: promotions(first: 1, state: ACTIVE) {
      totalCount
    }
    ALL: promotions(first: 1) {
      totalCount
    }
  }
`);

/** Apart from the others, because most look at what is over never. */
export const endedCountsDocument = graphql(`
  query EndedPromotionCounts {
    SUPERSEDED: promotions(first: 1, state: SUPERSEDED) {
      totalCount
    }
    ROLLED_BACK: promotions(first: 1, state: ROLLED_BACK) {
      totalCount
    }
    REJECTED: promotions(first: 1, state: REJECTED) {
      totalCount
    }
    WITHDRAWN: promotions(first: 1, state: WITHDRAWN) {
      totalCount
    }
    EXPIRED: promotions(first: 1, state: EXPIRED) {
      totalCount
    }
  }
`);

export const promotionDocument = graphql(`
  query Promotion($id: ID!) {
    promotion(id: $id) {
      ...PromotionParts
    }
  }
`);

/** Apart from the promotion, because it reads the evidence of two versions. */
export const promotionChangesDocument = graphql(`
  query PromotionChanges($id: ID!) {
    promotion(id: $id) {
      id
      changesFrom {
        id
        number
      }
      changes {
        part
        name
        before
        after
        differs
        estimateBefore {
          ...EstimateParts
        }
        estimateAfter {
          ...EstimateParts
        }
      }
    }
  }
`);

/** Just enough to notice that somebody else changed a promotion. */
export const promotionStampDocument = graphql(`
  query PromotionStamp($id: ID!) {
    promotion(id: $id) {
      id
      state
      round
      subjectDigest
      emergency {
        id
      }
      votes {
        id
      }
      waivers {
        id
        counts
      }
    }
  }
`);

export const castVoteDocument = graphql(`
  mutation CastVote($input: CastVoteInput!) {
    castVote(input: $input) {
      __typename
      ... on VoteCast {
        promotion {
          ...PromotionParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const withdrawDocument = graphql(`
  mutation Withdraw($promotionId: ID!, $reason: String!) {
    withdrawPromotion(promotionId: $promotionId, reason: $reason) {
      __typename
      ...PromotionChange
      ...RefusalParts
    }
  }
`);

export const refreshGatesDocument = graphql(`
  mutation RefreshGates($promotionId: ID!) {
    refreshGates(promotionId: $promotionId) {
      __typename
      ...PromotionChange
      ...RefusalParts
    }
  }
`);

export const rollBackDocument = graphql(`
  mutation RollBack($input: RollBackInput!) {
    rollBack(input: $input) {
      __typename
      ...PromotionChange
      ...RefusalParts
    }
  }
`);

export const reinstateDocument = graphql(`
  mutation Reinstate($promotionId: ID!, $reason: String!, $signature: SignatureInput) {
    reinstatePromotion(promotionId: $promotionId, reason: $reason, signature: $signature) {
      __typename
      ...PromotionChange
      ...RefusalParts
    }
  }
`);

export const activateDocument = graphql(`
  mutation Activate($promotionId: ID!) {
    activatePromotion(promotionId: $promotionId) {
      __typename
      ...PromotionChange
      ...RefusalParts
    }
  }
`);

export const acknowledgeRollbackDocument = graphql(`
  mutation AcknowledgeRollback($promotionId: ID!, $finding: String!) {
    acknowledgeRollback(promotionId: $promotionId, finding: $finding) {
      __typename
      ...PromotionChange
      ...RefusalParts
    }
  }
`);
