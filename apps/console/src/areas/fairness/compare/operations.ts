import { graphql } from '../../../gql';

/** The audits that can be chosen, newest first. */
export const auditChoicesDocument = graphql(`
  query FairnessAuditChoices {
    fairnessAudits(first: 200) {
      nodes {
        id
        verdict
        ranAt
        modelVersion {
          ...VersionName
        }
        ...AuditPopulation
      }
    }
  }
`);

export const fairnessComparisonDocument = graphql(`
  query FairnessComparison($before: ID!, $after: ID!) {
    before: fairnessAudit(id: $before) {
      ...ComparedAudit
    }
    after: fairnessAudit(id: $after) {
      ...ComparedAudit
    }
  }

  fragment ComparedAudit on FairnessAudit {
    id
    verdict
    n
    ranAt
    ranBy {
      ...ActorName
    }
    evidenceDigest
    evidence
    isSuppressed
    modelVersion {
      ...VersionName
    }
    ...AuditPopulation
  }
`);
