import { graphql } from '../../gql';

export const registerDatasetVersionDocument = graphql(`
  mutation RegisterDatasetVersion($input: RegisterDatasetVersionInput!) {
    registerDatasetVersion(input: $input) {
      __typename
      ... on DatasetVersionRegistered {
        created
        datasetVersion {
          id
          number
          rowCount
          dataset {
            id
            name
          }
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

/** The dataset versions a form can choose from, with their columns. */
export const datasetChoicesDocument = graphql(`
  query DatasetChoices {
    datasets(first: 100) {
      nodes {
        id
        name
        latestVersion {
          id
          number
          rowCount
          columns {
            name
            kind
          }
        }
      }
    }
  }
`);
