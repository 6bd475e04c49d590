import { graphql } from '../../gql';

export const datasetsDocument = graphql(`
  query Datasets($after: String) {
    datasets(first: 20, after: $after) {
      nodes {
        id
        name
        description
        createdAt
        createdBy {
          ...ActorName
        }
        latestVersion {
          id
          number
          rowCount
        }
      }
      pageInfo {
        ...NextPage
      }
      totalCount
    }
  }
`);

export const datasetDocument = graphql(`
  query Dataset($id: ID!, $after: String) {
    dataset(id: $id) {
      id
      name
      description
      createdAt
      createdBy {
        ...ActorName
      }
      versions(first: 20, after: $after) {
        nodes {
          id
          number
          digest
          format
          fileName
          byteSize
          rowCount
          registeredAt
          registeredBy {
            ...ActorName
          }
        }
        pageInfo {
          ...NextPage
        }
        totalCount
      }
    }
  }
`);

export const datasetProfileDocument = graphql(`
  query DatasetProfile($id: ID!) {
    datasetVersion(id: $id) {
      id
      columns {
        name
        kind
        storageType
      }
      profile {
        column
        kind
        n
        missing
        notANumber
        infinite
        distinct
        min
        max
        mean
        standardDeviation
        quantiles {
          probability
          value
        }
        histogram {
          lower
          upper
          count
        }
        top {
          value
          count
        }
        otherCount
      }
    }
  }
`);
