import { graphql } from '../../gql';

export const legalHoldsDocument = graphql(`
  query LegalHolds($after: String) {
    legalHolds(first: 50, after: $after) {
      nodes {
        ...LegalHoldParts
      }
      pageInfo {
        ...NextPage
      }
      totalCount
    }
  }
`);

/** Those on one member, newest first: more than one in force is rare, many are unheard of. */
export const holdsOnMemberDocument = graphql(`
  query HoldsOnMember($memberId: ID!) {
    legalHolds(first: 50, memberId: $memberId) {
      nodes {
        ...LegalHoldParts
      }
    }
  }
`);

/** Whom a hold can be placed on. */
export const holdableMembersDocument = graphql(`
  query HoldableMembers {
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

export const placeLegalHoldDocument = graphql(`
  mutation PlaceLegalHold($input: PlaceLegalHoldInput!) {
    placeLegalHold(input: $input) {
      __typename
      ... on LegalHoldPlaced {
        hold {
          ...LegalHoldParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const releaseLegalHoldDocument = graphql(`
  mutation ReleaseLegalHold($input: ReleaseLegalHoldInput!) {
    releaseLegalHold(input: $input) {
      __typename
      ... on LegalHoldReleased {
        hold {
          ...LegalHoldParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const auditDetailRetentionDocument = graphql(`
  query AuditDetailRetention {
    auditDetailRetention {
      months
    }
  }
`);

export const setAuditDetailRetentionDocument = graphql(`
  mutation SetAuditDetailRetention($months: Int) {
    setAuditDetailRetention(months: $months) {
      __typename
      ... on AuditDetailRetentionSet {
        retention {
          months
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const eraseMemberDocument = graphql(`
  mutation EraseMember($input: EraseMemberInput!) {
    eraseMember(input: $input) {
      __typename
      ... on MemberErased {
        erasedDetails
        member {
          ...MemberParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);
