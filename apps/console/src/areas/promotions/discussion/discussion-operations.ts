import { graphql } from '../../../gql';

/** Apart from the promotion: it is asked again while somebody reads, and must not change what they decide on. */
export const promotionDiscussionDocument = graphql(`
  query PromotionDiscussion($id: ID!, $first: Int!) {
    promotion(id: $id) {
      id
      comments(first: $first) {
        nodes {
          ...PromotionCommentParts
        }
        pageInfo {
          hasNextPage
        }
      }
      refusals {
        id
        sequence
        actor {
          ...ActorName
        }
        action
        code
        round
        at
      }
      reinstatements {
        id
        at
        person {
          ...ActorName
        }
        reason
        printedName
        meaning
        isSigned
      }
    }
  }
`);

export const addCommentDocument = graphql(`
  mutation AddPromotionComment($input: AddPromotionCommentInput!) {
    addPromotionComment(input: $input) {
      __typename
      ... on PromotionCommentAdded {
        comment {
          ...PromotionCommentParts
        }
      }
      ...RefusalParts
    }
  }
`);

export const markMentionsSeenDocument = graphql(`
  mutation MarkMentionsSeen($commentIds: [ID!]!) {
    markMentionsSeen(commentIds: $commentIds) {
      __typename
      ... on MentionsSeen {
        comments {
          id
          isUnseen
        }
      }
      ...RefusalParts
    }
  }
`);

/** Whom a comment can call; as many as one page holds. */
export const mentionablePeopleDocument = graphql(`
  query MentionablePeople($after: String) {
    members(first: 500, after: $after) {
      nodes {
        id
        name
        deactivatedAt
      }
      pageInfo {
        ...NextPage
      }
    }
  }
`);
