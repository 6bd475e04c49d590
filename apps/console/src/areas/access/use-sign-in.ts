import { useApolloClient } from '@apollo/client/react';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { SignInInput } from '../../gql/graphql';
import { useAction } from '../../ui/use-action';
import { signInDocument } from './operations';

/** Signs in, whichever way, and goes on to where the person wanted to go. */
export function useSignIn(next: string | undefined) {
  const client = useApolloClient();
  const router = useRouter();
  const action = useAction(signInDocument, (data) => data.signIn);
  const [attempt, setAttempt] = useState(0);
  const enter = async (input: SignInInput): Promise<void> => {
    setAttempt((before) => before + 1);
    if (!(await action.run({ input }))) return;
    await client.clearStore();
    // Replaced, so that the way back leads past the form, and past the secret of an invitation.
    router.history.replace(next ?? '/models');
  };
  return { ...action, attempt, enter };
}

export type SignIn = ReturnType<typeof useSignIn>;
