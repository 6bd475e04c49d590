import { graphql } from '../../gql';

export const auditLogDocument = graphql(`
  query AuditLog($after: String) {
    auditLog(first: 50, after: $after) {
      nodes {
        id
        sequence
        at
        actor {
          id
          kind
          name
        }
        action
        outcome
        subjectType
        subjectId
        payload
        canonical
        previousHash
        hash
      }
      pageInfo {
        ...NextPage
      }
      totalCount
    }
  }
`);

export const verifyAuditLogDocument = graphql(`
  query VerifyAuditLog {
    verifyAuditLog {
      valid
      entries
      firstBad
      reason
    }
  }
`);

export const auditLogHeadDocument = graphql(`
  query AuditLogHead {
    auditLogHead {
      size
      hash
      checkpoint {
        ...CheckpointParts
      }
      checkpointAge
      unsignedEntries
      vkeys
      witnessedAt
      signingFault
    }
  }
`);

export const auditCheckpointsDocument = graphql(`
  query AuditCheckpoints($after: String) {
    auditCheckpoints(first: 50, after: $after) {
      nodes {
        ...CheckpointParts
      }
      pageInfo {
        ...NextPage
      }
      totalCount
    }
  }
`);

export const auditInclusionProofDocument = graphql(`
  query AuditInclusionProof($sequence: Int!) {
    auditInclusionProof(sequence: $sequence) {
      sequence
      size
      hash
      root
      proof
      checkpoint {
        ...CheckpointParts
      }
    }
  }
`);
