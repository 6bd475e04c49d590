import { graphql } from '../../gql';

export const evidenceDocument = graphql(`
  query Evidence($digest: String!) {
    evidence(digest: $digest) {
      kind
      digest
      producedAt
      body
    }
  }
`);
