import { Alert } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Problem } from '../app/errors';
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

/** An error of an action: what is wrong, where, and the request id. */
export function ProblemAlert({ problem }: { problem: Problem | null }): ReactElement | null {
  if (!problem) return null;
  const place = [
    problem.field ? t('forms.field', { field: problem.field }) : '',
    problem.line ? t('forms.line', { line: problem.line }) : '',
  ].filter(Boolean);
  return (
    <Alert role="alert" color="red" title={t('forms.failed')} data-code={problem.code} className="cs-alert">
      {problem.cause} {place.length > 0 ? `(${place.join(', ')})` : ''} <code>{problem.code}</code>
      {problem.requestId ? <p>{t('ui.error.requestId', { requestId: problem.requestId })}</p> : null}
    </Alert>
  );
}
