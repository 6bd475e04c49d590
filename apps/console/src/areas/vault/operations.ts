import { graphql } from '../../gql';

export const vaultCollectionsDocument = graphql(`
  query VaultCollections($after: String) {
    vaultCollections(first: 20, after: $after) {
      nodes {
        ...VaultCollectionParts
      }
      pageInfo {
        ...NextPage
      }
      totalCount
    }
  }
`);

export const vaultCollectionDocument = graphql(`
  query VaultCollection($id: ID!, $after: String) {
    vaultCollection(id: $id) {
      ...VaultCollectionParts
      accesses(first: 20, after: $after) {
        nodes {
          id
          attributes
          openedAt
          openedBy {
            ...ActorName
          }
          keysAsked
          keysFound
          auditId
        }
        pageInfo {
          ...NextPage
        }
        totalCount
      }
    }
  }
`);

export const storeSensitiveAttributesDocument = graphql(`
  mutation StoreSensitiveAttributes($input: StoreSensitiveAttributesInput!) {
    storeSensitiveAttributes(input: $input) {
      __typename
      ... on SensitiveAttributesStored {
        collection {
          ...VaultCollectionParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const deleteSensitiveAttributesDocument = graphql(`
  mutation DeleteSensitiveAttributes($id: ID!) {
    deleteSensitiveAttributes(id: $id) {
      __typename
      ... on SensitiveAttributesDeleted {
        collection {
          ...VaultCollectionParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const eraseVaultKeyDocument = graphql(`
  mutation EraseVaultKey($input: EraseVaultKeyInput!) {
    eraseVaultKey(input: $input) {
      __typename
      ... on VaultKeyErased {
        erased
        collection {
          ...VaultCollectionParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);
