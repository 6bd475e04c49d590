import { graphql } from '../../gql';

export const signInMethodsDocument = graphql(`
  query SignInMethods {
    session {
      signInMethods {
        password
        personas {
          key
          name
          roles
          job
        }
      }
    }
  }
`);

export const signInDocument = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
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
