import { graphql } from '../../gql';

export const delegationsDocument = graphql(`
  query Delegations {
    delegations {
      id
      delegator {
        ...ActorName
      }
      delegate {
        ...ActorName
      }
      roles
      models {
        id
        name
      }
      reason
      state
      startsAt
      endsAt
    }
  }
`);

/** Whom votes can be given to, and for which models: one page of the people and of the models of a workspace. */
export const delegationChoicesDocument = graphql(`
  query DelegationChoices {
    members(first: 500) {
      nodes {
        id
        name
        roles
        deactivatedAt
      }
    }
    models(first: 500) {
      nodes {
        id
        name
      }
    }
  }
`);

export const delegateDocument = graphql(`
  mutation Delegate($input: DelegateInput!) {
    delegate(input: $input) {
      __typename
      ... on DelegationChanged {
        delegation {
          id
          delegate {
            ...ActorName
          }
          state
          startsAt
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const revokeDelegationDocument = graphql(`
  mutation RevokeDelegation($delegationId: ID!) {
    revokeDelegation(delegationId: $delegationId) {
      __typename
      ... on DelegationChanged {
        delegation {
          id
          state
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const castVotesDocument = graphql(`
  mutation CastVotes($input: CastVotesInput!) {
    castVotes(input: $input) {
      __typename
      ... on VotesCast {
        votes {
          promotion {
            id
            state
          }
          auditEntry {
            ...EntryPlace
          }
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);
