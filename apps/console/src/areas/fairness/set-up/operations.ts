import { graphql } from '../../../gql';

export const auditTargetDocument = graphql(`
  query AuditTarget($id: ID!) {
    modelVersion(id: $id) {
      ...VersionName
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
