import type { ReactElement } from 'react';
import { ProblemAlert, RefusalAlert } from '../../ui/refusal-alert';
import { RetryTimer } from './retry-timer';
import type { SignIn } from './use-sign-in';

/** Why nobody was signed in; after too many attempts, how long to wait. */
export function SignInTrouble({ signIn }: { signIn: SignIn }): ReactElement {
  const { refusal, problem, attempt } = signIn;
  return (
    <>
      <RefusalAlert refusal={refusal} />
      <ProblemAlert problem={problem} />
      {problem?.retryAfter === undefined ? null : <RetryTimer key={attempt} seconds={problem.retryAfter} />}
    </>
  );
}
