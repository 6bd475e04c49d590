import { graphql } from '../../gql';

export const inboxDocument = graphql(`
  query Inbox {
    inbox {
      kind
      since
      due
      onBehalfOf {
        ...ActorName
      }
      promotion {
        ...PromotionHead
        subjectDigest
        policy {
          id
          name
          version
          digest
          document
        }
        viewerActions {
          action
          allowed
          code
        }
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
        votes {
          ...VoteParts
        }
        suspension {
          ...SuspensionParts
        }
        rollback {
          ...RollbackParts
        }
      }
      policyChange {
        ...PolicyChangeHead
      }
      comments {
        ...PromotionCommentParts
      }
    }
  }
`);

/** How many wait; apart from what waits, because the frame of every page asks for it. */
export const inboxCountDocument = graphql(`
  query InboxCount {
    inbox {
      kind
    }
  }
`);
