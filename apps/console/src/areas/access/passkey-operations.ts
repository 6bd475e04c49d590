import { graphql } from '../../gql';

export const passkeysDocument = graphql(`
  query Passkeys {
    passkeys {
      id
      name
      origin
      createdAt
      lastUsedAt
    }
  }
`);

export const passkeyRegistrationDocument = graphql(`
  query PasskeyRegistration {
    passkeyRegistration {
      nonce
      options
    }
  }
`);

export const waysToProveDocument = graphql(`
  query WaysToProve {
    waysToProve {
      password
      provider
      passkey {
        nonce
        options
      }
    }
  }
`);

export const registerPasskeyDocument = graphql(`
  mutation RegisterPasskey($input: RegisterPasskeyInput!) {
    registerPasskey(input: $input) {
      __typename
      ... on PasskeyChanged {
        passkey {
          id
          name
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const renamePasskeyDocument = graphql(`
  mutation RenamePasskey($input: RenamePasskeyInput!) {
    renamePasskey(input: $input) {
      __typename
      ... on PasskeyChanged {
        passkey {
          id
          name
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const removePasskeyDocument = graphql(`
  mutation RemovePasskey($passkeyId: ID!) {
    removePasskey(passkeyId: $passkeyId) {
      __typename
      ... on PasskeyChanged {
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const proveIdentityDocument = graphql(`
  mutation ProveIdentity($input: ProveIdentityInput!) {
    proveIdentity(input: $input) {
      __typename
      ... on IdentityProven {
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);
