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
          environment
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
        ...NextPage
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
        ...ActorName
      }
      aliases {
        name
        environment
        protected
        movedAt
        version {
          id
          number
        }
        promotion {
          id
          requestedBy {
            ...ActorName
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
            ...ActorName
          }
          trainingDatasetVersion {
            ...DatasetVersionName
          }
          code {
            repository
            commit
            isDirty
          }
          environment {
            digest
            packages {
              name
              version
            }
          }
          baseline {
            id
            datasetVersion {
              ...DatasetVersionName
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
          monitors(first: 50) {
            nodes {
              ...MonitorState
            }
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

export const versionRecordsDocument = graphql(`
  query VersionRecords($id: ID!) {
    modelVersion(id: $id) {
      id
      number
      monitors(first: 50) {
        nodes {
          ...MonitorState
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
          ...AuditPopulation
        }
      }
      promotions(first: 50) {
        nodes {
          ...PromotionHead
        }
      }
    }
  }
`);
