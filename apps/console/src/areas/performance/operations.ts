import { graphql } from '../../gql';

export const reportFragment = graphql(`
  fragment Report on PerformanceReport {
    task
    n
    unlabelled
    confusion {
      tp
      fp
      fn
      tn
    }
    metrics {
      name
      estimate {
        value
        n
        lower
        upper
        confidenceLevel
        method
        status
        reason
      }
    }
  }
`);

export const overallPerformanceDocument = graphql(`
  query OverallPerformance($versionId: ID!) {
    modelVersion(id: $versionId) {
      id
      performance {
        ...Report
      }
      baseline {
        id
        performance {
          ...Report
        }
      }
    }
  }
`);
