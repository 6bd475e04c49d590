import { graphql } from '../../gql';

export const policiesDocument = graphql(`
  query Policies {
    policiesInForce {
      id
      thinPools {
        roles
        people
        asked
      }
      name
      version
      digest
      document
      publishedAt
      change {
        ...PolicyChangeHead
        votes {
          decision
          person {
            ...ActorName
          }
        }
      }
    }
    policies(first: 200) {
      nodes {
        id
        name
        version
        digest
      }
      pageInfo {
        hasNextPage
      }
    }
    policyChanges(first: 200) {
      nodes {
        ...PolicyChangeHead
      }
      pageInfo {
        hasNextPage
      }
    }
    policyTemplates
  }
`);

/** Apart from the list: who may decide takes a look at every change of its own. */
export const policyChangeBarDocument = graphql(`
  query PolicyChangeBar($id: ID!) {
    policyChange(id: $id) {
      id
      viewerDecision {
        allowed
        code
        message
      }
    }
  }
`);

/** What a draft can begin with, and which version is the next of a name. */
export const policyStartsDocument = graphql(`
  query PolicyStarts {
    policyTemplates
    policies(first: 200) {
      nodes {
        id
        name
        version
        document
      }
    }
  }
`);

export const policyDraftCheckDocument = graphql(`
  query PolicyDraftCheck($document: String!) {
    policyDraftCheck(document: $document) {
      faults {
        pointer
        expected
      }
      findings {
        ...PolicyFindingParts
      }
      differences {
        ...PolicyDifferenceParts
      }
    }
  }
`);

/** Apart from the check: it takes decisions of months again, and faults are to be seen at once. */
export const policyDraftRehearsalDocument = graphql(`
  query PolicyDraftRehearsal($document: String!, $days: Int!) {
    policyDraftCheck(document: $document) {
      dryRun(days: $days) {
        ...RehearsedParts
      }
    }
  }
`);

export const policyChangeDocument = graphql(`
  query PolicyChange($id: ID!) {
    policyChange(id: $id) {
      ...PolicyChangeParts
    }
  }
`);

/** Just enough to notice that somebody else decided, or that something came in between. */
export const policyChangeStampDocument = graphql(`
  query PolicyChangeStamp($id: ID!) {
    policyChange(id: $id) {
      id
      state
      votes {
        castAt
      }
      viewerDecision {
        allowed
        code
      }
    }
  }
`);

export const policyChangeRehearsalDocument = graphql(`
  query PolicyChangeRehearsal($id: ID!, $days: Int!) {
    policyChange(id: $id) {
      id
      dryRun(days: $days) {
        ...RehearsedParts
      }
    }
  }
`);

/** As many as a dry run looks at, to call them by their names. */
export const promotionNamesDocument = graphql(`
  query PromotionNames {
    promotions(first: 200) {
      nodes {
        id
        modelVersion {
          ...VersionName
        }
      }
    }
  }
`);

export const proposePolicyDocument = graphql(`
  mutation ProposePolicy($input: ProposePolicyInput!) {
    proposePolicy(input: $input) {
      __typename
      ...PolicyChangeDone
      ...RefusalParts
    }
  }
`);

export const proposeRetirementDocument = graphql(`
  mutation ProposePolicyRetirement($input: ProposePolicyRetirementInput!) {
    proposePolicyRetirement(input: $input) {
      __typename
      ...PolicyChangeDone
      ...RefusalParts
    }
  }
`);

export const votePolicyChangeDocument = graphql(`
  mutation VotePolicyChange($input: VotePolicyChangeInput!) {
    votePolicyChange(input: $input) {
      __typename
      ...PolicyChangeDone
      ...RefusalParts
    }
  }
`);
