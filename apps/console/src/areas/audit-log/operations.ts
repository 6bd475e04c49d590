import { graphql } from '../../gql';

export const auditLogDocument = graphql(`
  query AuditLog($after: String) {
    auditLog(first: 50, after: $after) {
      nodes {
        ...EntryParts
      }
      pageInfo {
        ...NextPage
      }
      totalCount
    }
  }
`);

export const auditEntryDocument = graphql(`
  query AuditEntry($sequence: Int!) {
    auditEntry(sequence: $sequence) {
      ...EntryParts
    }
    auditLogHead {
      size
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
      signingFault
      anchors {
        kind
        name
        size
        at
        fault
      }
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
