import { graphql } from '../../../gql';

export const proposeEmergencyDocument = graphql(`
  mutation ProposeEmergency($promotionId: ID!, $incident: String!, $justification: String!) {
    proposeEmergency(promotionId: $promotionId, incident: $incident, justification: $justification) {
      __typename
      ...PromotionChange
      ...RefusalParts
    }
  }
`);

export const confirmEmergencyDocument = graphql(`
  mutation ConfirmEmergency($promotionId: ID!, $emergencyId: ID!, $subjectDigest: String!) {
    confirmEmergency(promotionId: $promotionId, emergencyId: $emergencyId, subjectDigest: $subjectDigest) {
      __typename
      ...PromotionChange
      ...RefusalParts
    }
  }
`);
