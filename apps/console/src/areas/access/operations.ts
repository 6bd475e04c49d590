import { graphql } from '../../gql';

export const personasDocument = graphql(`
  query Personas {
    personas {
      key
      name
      roles
      job
    }
  }
`);

export const signInDocument = graphql(`
  mutation SignInAsPersona($persona: ID!) {
    signInAsPersona(persona: $persona) {
      __typename
      ... on SignedIn {
        viewer {
          actor {
            id
          }
        }
      }
      ...RefusalParts
    }
  }
`);

export const signOutDocument = graphql(`
  mutation SignOut {
    signOut
  }
`);
