import { graphql } from '../../gql';

export const monitoredModelDocument = graphql(`
  query MonitoredModel($id: ID!) {
    model(id: $id) {
      id
      name
      versions(first: 50) {
        nodes {
          id
          number
          monitors(first: 50) {
            nodes {
              id
              name
              kind
              runs(first: 20) {
                nodes {
                  id
                }
              }
            }
          }
        }
      }
    }
  }
`);

export const monitorDocument = graphql(`
  query Monitor($id: ID!) {
    monitor(id: $id) {
      id
      name
      minimumN
      fairness {
        attribute
        rate
        positiveValue
        favourable
        reference
        groups
        alpha
        maturityDays
      }
      checks {
        method
        appliesTo
        warning
        alert
        direction
        deciding
      }
      baseline {
        id
        datasetVersion {
          id
          number
          rowCount
          dataset {
            id
            name
          }
        }
      }
      runs(first: 20) {
        nodes {
          id
          verdict
          ranAt
          evidenceDigest
          windows {
            start
            end
          }
        }
      }
    }
  }
`);

export const runResultsDocument = graphql(`
  query RunResults($runId: ID!, $after: String) {
    monitorResults(runId: $runId, first: 100, after: $after) {
      nodes {
        ...MonitorResultParts
      }
      pageInfo {
        ...NextPage
      }
      totalCount
    }
  }
`);

export const monitorHistoryDocument = graphql(`
  query MonitorHistory($id: ID!, $after: String) {
    monitor(id: $id) {
      id
      history(first: 500, after: $after) {
        nodes {
          ...MonitorResultParts
        }
        pageInfo {
          ...NextPage
        }
      }
    }
  }
`);

export const columnDistributionDocument = graphql(`
  query ColumnDistribution($versionId: ID!, $column: String!, $window: WindowInput!) {
    modelVersion(id: $versionId) {
      id
      columnDistribution(column: $column, window: $window) {
        column
        kind
        baselineN
        currentN
        baselineMissing
        currentMissing
        bins {
          lower
          upper
          category
          baseline
          current
        }
      }
    }
  }
`);
