import type { Policy } from '@countersign/domain/approvals';
import { Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { proposeRetirementDocument } from './operations';
import { placeName } from './policy-words';

/** Asks for a policy to go out of force; a risk officer decides. */
export function RetireForm(props: {
  policyId: string;
  policy: Policy;
  denied: string | undefined;
}): ReactElement {
  const { policyId, policy, denied } = props;
  const { name, version } = policy;
  const propose = useAction(proposeRetirementDocument, (data) => data.proposePolicyRetirement);
  const [reason, setReason] = useState('');
  const submit = async () => {
    const done = await propose.run({ input: { policyId, reason } });
    if (!done) return null;
    setReason('');
    return (
      <>
        <Recorded entry={done.auditEntry}>{t('policies.retire.done', { name })}</Recorded>
        <Link to="/policies/changes/$changeId" params={{ changeId: done.policyChange.id }}>
          {t('policies.draft.openChange')}
        </Link>
      </>
    );
  };
  return (
    <FormDialog
      label={t('policies.retire.open')}
      submit={t('policies.retire.submit')}
      lead={t('policies.retire.lead', { name, version, place: placeName(policy) })}
      steps={[propose]}
      onSubmit={submit}
      denied={denied}
      once
    >
      <Textarea
        label={t('policies.reason')}
        description={t('policies.reasonHint')}
        required
        maxLength={4000}
        value={reason}
        error={fieldError(propose.problem, 'reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
