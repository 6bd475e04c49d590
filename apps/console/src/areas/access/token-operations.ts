import { graphql } from '../../gql';

/** With the members, since a token stops with the person who answers for it. */
export const serviceTokensDocument = graphql(`
  query ServiceTokens($after: String) {
    serviceTokens(first: 50, after: $after) {
      nodes {
        ...ServiceTokenParts
      }
      pageInfo {
        ...NextPage
      }
      totalCount
    }
    members(first: 500) {
      nodes {
        ...MemberParts
      }
      pageInfo {
        ...NextPage
      }
    }
  }
`);

export const createServiceTokenDocument = graphql(`
  mutation CreateServiceToken($input: CreateServiceTokenInput!) {
    createServiceToken(input: $input) {
      __typename
      ... on ServiceTokenCreated {
        id
        name
        scope
        secret
        expiresAt
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const revokeServiceTokenDocument = graphql(`
  mutation RevokeServiceToken($id: ID!) {
    revokeServiceToken(id: $id) {
      __typename
      ... on ServiceTokenRevoked {
        serviceToken {
          ...ServiceTokenParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);
