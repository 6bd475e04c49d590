import { graphql } from '../../gql';

export const webhooksDocument = graphql(`
  query Webhooks($after: String) {
    webhooks(first: 50, after: $after) {
      nodes {
        ...WebhookParts
      }
      pageInfo {
        ...NextPage
      }
      totalCount
    }
  }
`);

export const webhookDocument = graphql(`
  query Webhook($id: ID!, $state: WebhookDeliveryState, $after: String) {
    webhook(id: $id) {
      ...WebhookParts
    }
    webhookDeliveries(first: 20, webhookId: $id, state: $state, after: $after) {
      nodes {
        ...WebhookDeliveryParts
      }
      pageInfo {
        ...NextPage
      }
      totalCount
    }
  }
`);

export const createWebhookDocument = graphql(`
  mutation CreateWebhook($input: CreateWebhookInput!) {
    createWebhook(input: $input) {
      __typename
      ... on WebhookCreated {
        secret
        webhook {
          ...WebhookParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const rotateWebhookSecretDocument = graphql(`
  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {
    rotateWebhookSecret(input: $input) {
      __typename
      ... on WebhookSecretRotated {
        secret
        webhook {
          ...WebhookParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const disableWebhookDocument = graphql(`
  mutation DisableWebhook($id: ID!) {
    disableWebhook(id: $id) {
      __typename
      ... on WebhookDisabled {
        webhook {
          ...WebhookParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const enableWebhookDocument = graphql(`
  mutation EnableWebhook($input: EnableWebhookInput!) {
    enableWebhook(input: $input) {
      __typename
      ... on WebhookEnabled {
        webhook {
          ...WebhookParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const deleteWebhookDocument = graphql(`
  mutation DeleteWebhook($id: ID!) {
    deleteWebhook(id: $id) {
      __typename
      ... on WebhookDeleted {
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const pingWebhookDocument = graphql(`
  mutation PingWebhook($id: ID!) {
    pingWebhook(id: $id) {
      __typename
      ... on WebhookPinged {
        delivery {
          ...WebhookDeliveryParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const redeliverWebhookDocument = graphql(`
  mutation RedeliverWebhook($deliveryId: ID!) {
    redeliverWebhook(deliveryId: $deliveryId) {
      __typename
      ... on WebhookRedelivered {
        delivery {
          ...WebhookDeliveryParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);

export const skipWebhookDeliveryDocument = graphql(`
  mutation SkipWebhookDelivery($deliveryId: ID!) {
    skipWebhookDelivery(deliveryId: $deliveryId) {
      __typename
      ... on WebhookDeliverySkipped {
        delivery {
          ...WebhookDeliveryParts
        }
        auditEntry {
          ...EntryPlace
        }
      }
      ...RefusalParts
    }
  }
`);
