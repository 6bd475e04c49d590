import { useApolloClient } from '@apollo/client/react';
import { useState, type ReactElement } from 'react';
import type { SignatureInput, SignatureRequestInput, SignatureRequestQuery } from '../../../gql/graphql';
import { SignDialog } from './sign-dialog';
import { signatureRequestDocument } from './signing-operations';

/** A signature, none where nobody asks for one, or that the reader thought better of it. */
export type Signed = { signature?: SignatureInput } | 'left';

export type SignatureAsked = SignatureRequestQuery['signatureRequest'];

interface Asking {
  request: SignatureAsked;
  answer: (signed: Signed) => void;
}

/**
 * Asks for a signature before a vote, where the reader has a passkey or the policy wants one: the dialog shows the words that
 * are signed. Whoever has none and needs none votes at once.
 */
export function useSigning(): {
  sign: (input: SignatureRequestInput) => Promise<Signed>;
  dialog: ReactElement | null;
} {
  const client = useApolloClient();
  const [asking, setAsking] = useState<Asking | null>(null);
  const sign = async (input: SignatureRequestInput): Promise<Signed> => {
    const query = signatureRequestDocument;
    const { data } = await client
      .query({ query, variables: { input }, fetchPolicy: 'no-cache' })
      // The vote itself will meet, and show, what is wrong.
      .catch(() => ({ data: undefined }));
    const request = data?.signatureRequest;
    if (!request || (!request.passkey && !request.isRequired)) return {};
    const signed = await new Promise<Signed>((answer) => setAsking({ request, answer }));
    setAsking(null);
    return signed;
  };
  const dialog = asking ? <SignDialog request={asking.request} onAnswer={asking.answer} /> : null;
  return { sign, dialog };
}
