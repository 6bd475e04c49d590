import { graphql } from '../../../gql';

export const fairnessRemediesDocument = graphql(`
  query FairnessRemedies($id: ID!) {
    fairnessAudit(id: $id) {
      id
      verdict
      evidence
      evidenceDigest
      isSuppressed
      modelVersion {
        ...VersionName
      }
    }
  }
`);

export const fairnessSettingsDocument = graphql(`
  query FairnessSettings {
    fairnessSettings {
      allowGroupThresholdWhatIf
    }
  }
`);

export const setGroupThresholdWhatIfDocument = graphql(`
  mutation SetGroupThresholdWhatIf($input: SetGroupThresholdWhatIfInput!) {
    setGroupThresholdWhatIf(input: $input) {
      __typename
      ... on GroupThresholdWhatIfSet {
        settings {
          allowGroupThresholdWhatIf
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);
