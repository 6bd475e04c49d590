import { graphql } from '../../../gql';

/** Apart from the promotion: it reads those before. */
export const promotionDissentDocument = graphql(`
  query PromotionDissent($id: ID!) {
    promotion(id: $id) {
      id
      dissent {
        id
        promotionId
        environment
        alias
        round
        person {
          ...ActorName
        }
        onBehalfOf {
          ...ActorName
        }
        role
        decision
        comment
        castAt
      }
    }
  }
`);
