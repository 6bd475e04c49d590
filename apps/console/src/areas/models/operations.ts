import { graphql } from '../../gql';

export const modelsDocument = graphql(`
  query Models($after: String) {
    models(first: 20, after: $after) {
      nodes {
        id
        name
        purpose
        riskTier
        health
        lastPredictionAt
        aliases {
          name
          version {
            id
            number
          }
        }
        openPromotions {
          id
          state
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const modelDocument = graphql(`
  query Model($id: ID!, $after: String) {
    model(id: $id) {
      id
      name
      purpose
      task
      riskTier
      health
      lastPredictionAt
      createdAt
      createdBy {
        id
        name
      }
      aliases {
        name
        protected
        movedAt
        version {
          id
          number
        }
        promotion {
          id
          requestedBy {
            id
            name
          }
        }
      }
      versions(first: 20, after: $after) {
        nodes {
          id
          number
          artifactDigest
          description
          registeredAt
          registeredBy {
            id
            name
          }
          trainingDatasetVersion {
            id
            number
            dataset {
              id
              name
            }
          }
          baseline {
            id
            datasetVersion {
              id
              number
              dataset {
                id
                name
              }
            }
          }
          metrics {
            name
            value
            n
          }
          traffic {
            predictions
            labels
            first
            last
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  }
`);

export const versionRecordsDocument = graphql(`
  query VersionRecords($id: ID!) {
    modelVersion(id: $id) {
      id
      number
      monitors(first: 50) {
        nodes {
          id
          name
          kind
          latestRun {
            id
            verdict
            ranAt
          }
        }
      }
      fairnessAudits(first: 50) {
        nodes {
          id
          verdict
          ranAt
          n
          attributes {
            attributes
          }
          population {
            id
            number
            dataset {
              id
              name
            }
          }
        }
      }
      promotions(first: 50) {
        nodes {
          id
          state
          environment
          alias
          round
          requestedAt
          requestedBy {
            id
            name
          }
        }
      }
    }
  }
`);
