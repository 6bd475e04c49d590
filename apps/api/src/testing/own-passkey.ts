import { type ApiClient } from './api';
import { Authenticator } from './authenticator';
import { type Answered, run } from './release-path';

/** Somebody with a passkey, at the name by which their browser keeps it. */
export interface PasskeyOwner {
  client: ApiClient;
  passkeyId: string;
  authenticator: Authenticator;
}

/** Registers a passkey of this caller. `url` is of a server on this machine, without a public address. */
export async function ownPasskey(url: string, caller: ApiClient): Promise<PasskeyOwner> {
  const origin = url.replace('127.0.0.1', 'localhost');
  const authenticator = new Authenticator({ origin, rpId: 'localhost' });
  const client = caller.at(origin);
  const { asked } = await client.data<{ asked: { nonce: string; options: { challenge: string } } }>(
    '{ asked: passkeyRegistration { nonce options } }',
  );
  const answer = { nonce: asked.nonce, response: authenticator.register(asked.options) };
  const { made } = await client.data<{ made: { passkey: { id: string } } }>(
    `mutation ($input: RegisterPasskeyInput!) {
      made: registerPasskey(input: $input) { ... on PasskeyChanged { passkey { id } } } }`,
    { input: { name: 'Laptop', answer } },
  );
  return { client, passkeyId: made.passkey.id, authenticator };
}

/** Casts a vote that its owner's passkey signed. */
export async function signedVote(
  { client, authenticator }: PasskeyOwner,
  input: { promotionId: string; decision: string; comment: string } & Record<string, unknown>,
): Promise<Answered<object>> {
  const { promotionId, decision, comment } = input;
  const { asked } = await client.data<{
    asked: { nameSalt: string; passkey: { nonce: string; options: { challenge: string } } };
  }>(
    'query ($input: SignatureRequestInput!) { asked: signatureRequest(input: $input) { nameSalt passkey { nonce options } } }',
    { input: { promotionId, decision, comment } },
  );
  const { nonce, options } = asked.passkey;
  const signature = { nonce, nameSalt: asked.nameSalt, response: authenticator.sign(options) };
  return run(client, 'castVote', { input: { ...input, signature } });
}
