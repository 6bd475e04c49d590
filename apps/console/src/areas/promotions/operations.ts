import { graphql } from '../../gql';

export const promotionsDocument = graphql(`
  query Promotions($state: PromotionState, $after: String) {
    promotions(first: 20, after: $after, state: $state) {
      nodes {
        id
        state
        environment
        alias
        round
        requestedAt
        requestedBy {
          id
          name
        }
        modelVersion {
          id
          number
          model {
            id
            name
          }
        }
        gates {
          id
          verdict
        }
        slots {
          role
          filledBy {
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const promotionPartsFragment = graphql(`
  fragment PromotionParts on Promotion {
    id
    state
    environment
    alias
    round
    rationale
    subjectDigest
    requestedAt
    requestedBy {
      id
      name
    }
    approvedAt
    expiresAt
    activatedAt
    modelVersion {
      id
      number
      artifactDigest
      model {
        id
        name
      }
    }
    champion {
      id
      number
    }
    policy {
      id
      name
      version
      digest
    }
    gates {
      id
      kind
      title
      verdict
      observed {
        value
        n
        lower
        upper
        confidenceLevel
        method
        status
        reason
      }
      requirement
      reason
      evidenceDigest
      evidenceId
      evidenceProducedAt
      evaluatedAt
    }
    slots {
      role
      filledBy {
        id
        name
      }
    }
    votes {
      id
      round
      person {
        id
        name
      }
      role
      decision
      comment
      castAt
      counts
    }
    viewerActions {
      action
      allowed
      code
      message
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
          id
          sequence
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const withdrawDocument = graphql(`
  mutation Withdraw($promotionId: ID!, $reason: String!) {
    withdrawPromotion(promotionId: $promotionId, reason: $reason) {
      __typename
      ... on PromotionChanged {
        promotion {
          ...PromotionParts
        }
        auditEntry {
          id
          sequence
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const refreshGatesDocument = graphql(`
  mutation RefreshGates($promotionId: ID!) {
    refreshGates(promotionId: $promotionId) {
      __typename
      ... on PromotionChanged {
        promotion {
          ...PromotionParts
        }
        auditEntry {
          id
          sequence
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const activateDocument = graphql(`
  mutation Activate($promotionId: ID!) {
    activatePromotion(promotionId: $promotionId) {
      __typename
      ... on PromotionChanged {
        promotion {
          ...PromotionParts
        }
        auditEntry {
          id
          sequence
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
