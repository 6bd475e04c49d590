import { idOf } from './accounts';
import { type ApiClient, type TestApi } from './api';
import { ownPasskey } from './own-passkey';

interface Ground {
  api: TestApi;
  as: (key: string) => ApiClient;
  canary: () => string;
}

/** Somebody invited, a trusted pipeline, a legal hold, a passkey, and votes that were given away. */
export async function furnishAccess({ api, as, canary }: Ground): Promise<void> {
  const invitation = `mutation ($email: String!) { inviteMember(input: { email: $email, roles: [AUDITOR] }) {
    ... on MemberInvited { invitation { id } } } }`;
  await as('ira').data(invitation, { email: `${canary()}@example.org` });
  const trust = `mutation ($input: TrustWorkloadInput!) { trustWorkload(input: $input) {
    ... on WorkloadTrusted { workloadTrust { id } } } }`;
  const terms = { subjects: [canary()], claims: [{ name: canary(), values: [canary()] }] };
  await as('ira').data(trust, {
    input: { name: canary(), issuer: `https://${canary().toLowerCase()}.example.org`, ...terms },
  });
  const hold = `mutation ($id: ID!, $reason: String!) {
    placeLegalHold(input: { memberId: $id, reason: $reason }) { __typename } }`;
  await as('ira').data(hold, { id: await idOf(as('devi')), reason: canary() });
  const { client, passkeyId } = await ownPasskey(api.url, as('dana'));
  const rename = `mutation ($input: RenamePasskeyInput!) { renamePasskey(input: $input) { __typename } }`;
  await client.data(rename, { input: { passkeyId, name: canary() } });
  const give = `mutation ($input: DelegateInput!) { delegate(input: $input) { __typename } }`;
  const endsAt = new Date(Date.now() + 86_400_000);
  const votes = { delegateId: await idOf(as('dana')), roles: ['PRODUCT_MANAGER'], endsAt };
  await as('pat').data(give, { input: { ...votes, reason: canary() } });
}

/** A receiver that was never called, with a message that waits for it. */
export async function furnishWebhook({ as, canary }: Ground): Promise<void> {
  const create = `mutation ($url: String!, $description: String!) {
    createWebhook(input: { url: $url, description: $description, events: [MODEL_VERSION_REGISTERED] }) {
      ... on WebhookCreated { webhook { id } } } }`;
  const receiver = { url: `https://${canary().toLowerCase()}.example.org/`, description: canary() };
  const { createWebhook } = await as('ira').data<{ createWebhook: { webhook: { id: string } } }>(
    create,
    receiver,
  );
  await as('ira').data('mutation ($id: ID!) { pingWebhook(id: $id) { __typename } }', createWebhook.webhook);
}
