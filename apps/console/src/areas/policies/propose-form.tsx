import { Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactElement } from 'react';
import { usePermission } from '../../app/use-permission';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { GatedButton } from '../../ui/gated-button';
import { ProblemAlert, RefusalAlert } from '../../ui/refusal-alert';
import { Section } from '../../ui/page';
import { useAction } from '../../ui/use-action';
import { Recorded, type EntryPlace } from '../audit-log/recorded';
import { proposePolicyDocument } from './operations';
import type { Change } from './policy-history';

interface Proposed {
  document: string;
  change: Pick<Change, 'id' | 'name' | 'version'>;
  entry: EntryPlace;
}

function Done({ change, entry }: Proposed): ReactElement {
  return (
    <>
      <Recorded entry={entry}>{t('policies.draft.done', change)}</Recorded>
      <Link to="/policies/changes/$changeId" params={{ changeId: change.id }}>
        {t('policies.draft.openChange')}
      </Link>
    </>
  );
}

export interface ProposeFormProps {
  document: string;
  /** What is in the way as the document stands; undefined where nothing is. */
  hindrance: string | undefined;
}

/** Proposes the document with a reason, and waits for the server, which names the audit entry. */
export function ProposeForm({ document, hindrance }: ProposeFormProps): ReactElement {
  const { denied } = usePermission('policy.propose');
  const propose = useAction(proposePolicyDocument, (data) => data.proposePolicy);
  const [reason, setReason] = useState('');
  const [proposed, setProposed] = useState<Proposed | null>(null);
  const isDone = proposed?.document === document;
  const missing = reason.trim() === '' ? t('policies.draft.noReason') : undefined;
  const send = async () => {
    setProposed(null);
    const done = await propose.run({ input: { document, reason } });
    if (!done) return;
    setProposed({ document, change: done.policyChange, entry: done.auditEntry });
    setReason('');
  };
  return (
    <Section title={t('policies.draft.submit')}>
      <form className="cs-form" onSubmit={(event: FormEvent) => event.preventDefault()}>
        <Textarea
          label={t('policies.reason')}
          description={t('policies.reasonHint')}
          required
          maxLength={4000}
          rows={3}
          value={reason}
          error={fieldError(propose.problem, 'reason')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <RefusalAlert refusal={propose.refusal} />
        <ProblemAlert problem={propose.problem} />
        <div role="status">{proposed && isDone ? <Done {...proposed} /> : null}</div>
        {isDone ? null : (
          <p>
            <GatedButton
              denied={denied ?? hindrance ?? missing}
              loading={propose.pending}
              onClick={() => void send()}
            >
              {t('policies.draft.submit')}
            </GatedButton>
          </p>
        )}
      </form>
    </Section>
  );
}
