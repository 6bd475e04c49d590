import { graphql } from '../../../gql';

export const auditTargetDocument = graphql(`
  query AuditTarget($id: ID!) {
    modelVersion(id: $id) {
      ...VersionName
      traffic {
        predictions
        first
        last
      }
    }
  }
`);

export const productionProfileDocument = graphql(`
  query ProductionProfile($id: ID!, $window: WindowInput!) {
    modelVersion(id: $id) {
      id
      productionProfile(window: $window) {
        predictions
        lastLabelledAt
        labelDays
        columns {
          part
          name
          n
          missing
          distinct
          top {
            value
            count
          }
          otherCount
        }
      }
    }
  }
`);

export const runFairnessAuditDocument = graphql(`
  mutation RunFairnessAudit($input: RunFairnessAuditInput!) {
    runFairnessAudit(input: $input) {
      __typename
      ... on FairnessAuditCompleted {
        audit {
          id
        }
      }
      ...RefusalParts
    }
  }
`);
