import { graphql } from '../../../gql';

export const fairnessEvidenceDocument = graphql(`
  query FairnessEvidence($id: ID!) {
    fairnessAudit(id: $id) {
      id
      evidence
      isSuppressed
    }
  }
`);
