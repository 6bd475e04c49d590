import type { ApolloClient } from '@apollo/client';
import { graphql } from '../gql';
import type { ViewerQuery } from '../gql/graphql';

const viewerDocument = graphql(`
  query Viewer {
    session {
      viewer {
        actor {
          id
          kind
          name
        }
        roles
        permissions
        passwordReset {
          issuedAt
          issuedBy {
            ...ActorName
          }
          expiresAt
          revokedAt
          usedAt
        }
        workspace {
          id
          name
        }
      }
    }
  }
`);

export type Viewer = NonNullable<ViewerQuery['session']['viewer']>;

/** Who is signed in, asked of the server once and then read from the cache; null when nobody is. */
export async function readViewer(client: ApolloClient): Promise<Viewer | null> {
  const { data } = await client.query({ query: viewerDocument });
  return data?.session.viewer ?? null;
}
