import { graphql } from '../../../gql';

export const waiveGateDocument = graphql(`
  mutation WaiveGate($promotionId: ID!, $gateId: String!, $reason: String!, $subjectDigest: String!) {
    waiveGate(promotionId: $promotionId, gateId: $gateId, reason: $reason, subjectDigest: $subjectDigest) {
      __typename
      ...PromotionChange
      ...RefusalParts
    }
  }
`);
