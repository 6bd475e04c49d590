import { graphql } from '../../gql';

export const inboxDocument = graphql(`
  query Inbox {
    inbox {
      kind
      since
      due
      promotion {
        ...PromotionHead
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
      }
    }
  }
`);

/** How many wait; apart from what waits, because the frame of every page asks for it. */
export const inboxCountDocument = graphql(`
  query InboxCount {
    inbox {
      promotion {
        id
      }
    }
  }
`);
