import { graphql } from '../../gql';

export const fairnessAuditsDocument = graphql(`
  query FairnessAudits($after: String) {
    fairnessAudits(first: 20, after: $after) {
      nodes {
        id
        verdict
        favourable
        n
        ranAt
        ranBy {
          ...ActorName
        }
        modelVersion {
          ...VersionName
        }
        ...AuditPopulation
        attributes {
          attributes
        }
      }
      pageInfo {
        ...NextPage
      }
      totalCount
    }
  }
`);

export const fairnessAuditDocument = graphql(`
  query FairnessAudit($id: ID!) {
    fairnessAudit(id: $id) {
      id
      rationale
      favourable
      favourableMeaning
      n
      unlabelled
      unpredicted
      minimumGroupSize
      verdict
      evidenceDigest
      isSuppressed
      ranAt
      ranBy {
        ...ActorName
      }
      validity {
        until
        ended {
          reason
          message
        }
      }
      signOffs {
        ...SignOffParts
      }
      waivers {
        id
        criterion
        attributes
        justification
        state
        signedAt
        until
        owner {
          ...ActorName
        }
        endedAt
        endedBy {
          ...ActorName
        }
        endReason
      }
      publication {
        ...PublicationParts
      }
      criteria {
        name
        maximumDifference
        minimumRatio
      }
      modelVersion {
        ...VersionName
      }
      ...AuditPopulation
      attributes {
        attributes
        unknown
        withheld
        groups {
          values
          isHidden
          n
          share
          eligible
          counts {
            tp
            fp
            fn
            tn
            unlabelled
          }
          selectionRate {
            ...EstimateParts
          }
          favourableRate {
            ...EstimateParts
          }
          baseRate {
            ...EstimateParts
          }
          truePositiveRate {
            ...EstimateParts
          }
          falsePositiveRate {
            ...EstimateParts
          }
          positivePredictiveValue {
            ...EstimateParts
          }
          accuracy {
            ...EstimateParts
          }
        }
        disparities {
          criterion
          difference {
            ...EstimateParts
          }
          ratio {
            ...EstimateParts
          }
          between {
            values
          }
          verdict
          reason
          significant
          robust
          byDenominator {
            denominator
            verdict
          }
        }
      }
    }
  }
`);

export const signFairnessAuditDocument = graphql(`
  mutation SignFairnessAudit($input: SignFairnessAuditInput!) {
    signFairnessAudit(input: $input) {
      __typename
      ... on FairnessAuditSigned {
        audit {
          id
          signOffs {
            ...SignOffParts
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
