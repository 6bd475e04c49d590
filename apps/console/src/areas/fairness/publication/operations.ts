import { graphql } from '../../../gql';

export const publishFairnessSummaryDocument = graphql(`
  mutation PublishFairnessSummary($input: PublishFairnessSummaryInput!) {
    publishFairnessSummary(input: $input) {
      __typename
      ... on FairnessSummaryPublished {
        publication {
          ...PublicationParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const withdrawPublishedSummaryDocument = graphql(`
  mutation WithdrawPublishedSummary($input: WithdrawPublishedSummaryInput!) {
    withdrawPublishedSummary(input: $input) {
      __typename
      ... on PublishedSummaryWithdrawn {
        publication {
          ...PublicationParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);
