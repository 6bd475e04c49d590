import { graphql } from '../../gql';

export const rateFragment = graphql(`
  fragment Rate on Estimate {
    value
    n
    numerator
    denominator
    lower
    upper
    confidenceLevel
    method
    status
    reason
  }
`);

export const fairnessAuditDocument = graphql(`
  query FairnessAudit($id: ID!) {
    fairnessAudit(id: $id) {
      id
      rationale
      favourable
      n
      unlabelled
      unpredicted
      minimumGroupSize
      verdict
      evidenceDigest
      ranAt
      ranBy {
        id
        name
      }
      criteria {
        name
        maximumDifference
        minimumRatio
      }
      modelVersion {
        id
        number
        model {
          id
          name
        }
      }
      population {
        id
        number
        dataset {
          id
          name
        }
      }
      attributes {
        attributes
        unknown
        groups {
          values
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
            ...Rate
          }
          favourableRate {
            ...Rate
          }
          baseRate {
            ...Rate
          }
          truePositiveRate {
            ...Rate
          }
          falsePositiveRate {
            ...Rate
          }
          positivePredictiveValue {
            ...Rate
          }
          accuracy {
            ...Rate
          }
        }
        disparities {
          criterion
          difference {
            ...Rate
          }
          ratio {
            ...Rate
          }
          between {
            values
          }
          verdict
          reason
        }
      }
    }
  }
`);
