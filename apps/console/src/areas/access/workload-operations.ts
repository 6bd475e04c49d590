import { graphql } from '../../gql';

/** With the members, since a workload stops with the person who answers for it. */
export const workloadTrustsDocument = graphql(`
  query WorkloadTrusts($after: String) {
    workloadTrusts(first: 50, after: $after) {
      nodes {
        ...WorkloadTrustParts
      }
      pageInfo {
        ...NextPage
      }
      totalCount
    }
    members(first: 500) {
      nodes {
        ...MemberParts
      }
      pageInfo {
        ...NextPage
      }
    }
  }
`);

export const trustWorkloadDocument = graphql(`
  mutation TrustWorkload($input: TrustWorkloadInput!) {
    trustWorkload(input: $input) {
      __typename
      ... on WorkloadTrusted {
        workloadTrust {
          ...WorkloadTrustParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const endWorkloadTrustDocument = graphql(`
  mutation EndWorkloadTrust($id: ID!) {
    endWorkloadTrust(id: $id) {
      __typename
      ... on WorkloadTrustEnded {
        workloadTrust {
          ...WorkloadTrustParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);
