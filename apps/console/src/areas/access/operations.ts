import { graphql } from '../../gql';

export const signInMethodsDocument = graphql(`
  query SignInMethods {
    session {
      signInMethods {
        password
        oidc
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

export const changePasswordDocument = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      __typename
      ... on PasswordChanged {
        sessionsEnded
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);
