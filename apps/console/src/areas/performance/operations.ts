import { graphql } from '../../gql';

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
