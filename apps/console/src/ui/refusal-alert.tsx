import { Alert } from '@mantine/core';
import type { ReactElement } from 'react';
import { isSignedOut, isUnanswered, type Problem } from '../app/errors';
import { t } from '../texts';

/** A business refusal as the wire gives it: nothing was changed. */
export interface Refused {
  code: string;
  message: string;
}

/** Says at once, and to screen readers too, that an action was refused and by which rule. */
export function RefusalAlert({ refusal }: { refusal: Refused | null }): ReactElement | null {
  if (!refusal) return null;
  return (
    <Alert role="alert" color="red" title={t('forms.refused')} data-code={refusal.code} className="cs-alert">
      {refusal.message} <code>{refusal.code}</code>
    </Alert>
  );
}

/** The way back into a session that ended, beside the page: what was typed on it is not lost. */
function SignInBeside(): ReactElement {
  return (
    <Alert
      role="alert"
      color="red"
      title={t('forms.failed')}
      data-code="UNAUTHENTICATED"
      className="cs-alert"
    >
      {t('ui.error.expired')}{' '}
      <a href="/sign-in" target="_blank">
        {t('forms.signInBeside')}
      </a>
    </Alert>
  );
}

/** An error of an action: what is wrong, where, and the request id; without an answer, that nobody knows what became of it. */
export function ProblemAlert({ problem }: { problem: Problem | null }): ReactElement | null {
  if (!problem) return null;
  if (isSignedOut(problem)) return <SignInBeside />;
  const isOpen = isUnanswered(problem);
  const place = [
    problem.field ? t('forms.field', { field: problem.field }) : '',
    problem.line ? t('forms.line', { line: problem.line }) : '',
  ].filter(Boolean);
  return (
    <Alert
      role="alert"
      color={isOpen ? 'yellow' : 'red'}
      title={t(isOpen ? 'forms.unanswered' : 'forms.failed')}
      data-code={problem.code}
      className="cs-alert"
    >
      {problem.cause} {place.length > 0 ? `(${place.join(', ')})` : ''} <code>{problem.code}</code>
      {isOpen ? <p>{t('forms.lookFirst')}</p> : null}
      {problem.requestId ? <p>{t('ui.error.requestId', { requestId: problem.requestId })}</p> : null}
    </Alert>
  );
}
