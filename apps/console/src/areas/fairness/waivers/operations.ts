import { graphql } from '../../../gql';

export const waiveFairnessCriterionDocument = graphql(`
  mutation WaiveFairnessCriterion($input: WaiveFairnessCriterionInput!) {
    waiveFairnessCriterion(input: $input) {
      __typename
      ... on FairnessCriterionWaived {
        waiver {
          id
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const endFairnessWaiverDocument = graphql(`
  mutation EndFairnessWaiver($input: EndFairnessWaiverInput!) {
    endFairnessWaiver(input: $input) {
      __typename
      ... on FairnessWaiverEnded {
        waiver {
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
