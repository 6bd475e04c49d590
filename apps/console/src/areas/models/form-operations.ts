import { graphql } from '../../gql';

export const registerModelDocument = graphql(`
  mutation RegisterModel($input: RegisterModelInput!) {
    registerModel(input: $input) {
      __typename
      ... on ModelRegistered {
        model {
          id
          name
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const registerModelVersionDocument = graphql(`
  mutation RegisterModelVersion($input: RegisterModelVersionInput!) {
    registerModelVersion(input: $input) {
      __typename
      ... on ModelVersionRegistered {
        created
        modelVersion {
          id
          number
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const knownMappingDocument = graphql(`
  query KnownMapping($id: ID!) {
    modelVersion(id: $id) {
      id
      baseline {
        id
        mapping {
          id
          at
          prediction
          score
          label
          latencyMs
          segments
          groups
          ignored
        }
      }
    }
  }
`);

export const logPredictionsDocument = graphql(`
  mutation LogPredictions($input: LogPredictionsInput!) {
    logPredictions(input: $input) {
      __typename
      ...RowsOutcome
      ...RefusalParts
    }
  }
`);

export const logLabelsDocument = graphql(`
  mutation LogLabels($input: LogLabelsInput!) {
    logLabels(input: $input) {
      __typename
      ...RowsOutcome
      ...RefusalParts
    }
  }
`);

export const createMonitorDocument = graphql(`
  mutation CreateMonitor($input: CreateMonitorInput!) {
    createMonitor(input: $input) {
      __typename
      ... on MonitorCreated {
        monitor {
          id
          name
        }
      }
      ...RefusalParts
    }
  }
`);

export const runMonitorDocument = graphql(`
  mutation RunMonitor($monitorId: ID!) {
    runMonitor(monitorId: $monitorId) {
      __typename
      ... on MonitorRunCompleted {
        run {
          id
          verdict
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const requestPromotionDocument = graphql(`
  mutation RequestPromotion($input: RequestPromotionInput!) {
    requestPromotion(input: $input) {
      __typename
      ... on PromotionRequested {
        promotion {
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
