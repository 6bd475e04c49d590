import { graphql } from '../../gql';

export const membersDocument = graphql(`
  query Members($after: String) {
    members(first: 100, after: $after) {
      nodes {
        ...MemberParts
      }
      pageInfo {
        ...NextPage
      }
      totalCount
    }
  }
`);

export const invitationsDocument = graphql(`
  query Invitations($after: String) {
    invitations(first: 20, after: $after) {
      nodes {
        ...InvitationParts
      }
      pageInfo {
        ...NextPage
      }
      totalCount
    }
  }
`);

export const inviteMemberDocument = graphql(`
  mutation InviteMember($input: InviteMemberInput!) {
    inviteMember(input: $input) {
      __typename
      ... on MemberInvited {
        invitation {
          ...InvitationParts
        }
        token
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const revokeInvitationDocument = graphql(`
  mutation RevokeInvitation($id: ID!) {
    revokeInvitation(id: $id) {
      __typename
      ... on InvitationRevoked {
        invitation {
          ...InvitationParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const setMemberRolesDocument = graphql(`
  mutation SetMemberRoles($input: SetMemberRolesInput!) {
    setMemberRoles(input: $input) {
      __typename
      ...MemberChangedParts
      ...RefusalParts
    }
  }
`);

export const deactivateMemberDocument = graphql(`
  mutation DeactivateMember($memberId: ID!) {
    deactivateMember(memberId: $memberId) {
      __typename
      ...MemberChangedParts
      ...RefusalParts
    }
  }
`);

export const reactivateMemberDocument = graphql(`
  mutation ReactivateMember($memberId: ID!) {
    reactivateMember(memberId: $memberId) {
      __typename
      ...MemberChangedParts
      ...RefusalParts
    }
  }
`);
