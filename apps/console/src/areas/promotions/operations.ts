import { graphql } from '../../gql';

export const promotionsDocument = graphql(`
  query Promotions($state: PromotionState, $after: String) {
    promotions(first: 20, after: $after, state: $state) {
      nodes {
        ...PromotionHead
        modelVersion {
          ...VersionName
        }
        gates {
          id
          verdict
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
      votes {
        id
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
  mutation Reinstate($promotionId: ID!, $reason: String!) {
    reinstatePromotion(promotionId: $promotionId, reason: $reason) {
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
