import { Radio, Stack, Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { oneOf } from '../../app/search';
import { usePermission } from '../../app/use-permission';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import type { Audit } from './forest';
import { signFairnessAuditDocument } from './operations';

const decisions = ['AGREES', 'DISSENTS'] as const;

/** Signs the audit that is on the page, or dissents from it. */
export function SignForm({ audit }: { audit: Audit }): ReactElement {
  const sign = useAction(signFairnessAuditDocument, (data) => data.signFairnessAudit);
  const { denied } = usePermission('fairness.sign');
  const [decision, setDecision] = useState<(typeof decisions)[number] | null>(null);
  const [independence, setIndependence] = useState('');
  const [note, setNote] = useState('');
  const submit = async () => {
    if (decision === null) return null;
    const said = (text: string) => (text.trim() === '' ? null : text);
    const { id: auditId, evidenceDigest } = audit;
    const input = { auditId, evidenceDigest, decision, independence: said(independence), note: said(note) };
    const done = await sign.run({ input });
    return done && <Recorded entry={done.auditEntry}>{t('fairness.sign.done')}</Recorded>;
  };
  return (
    <FormDialog
      label={t('fairness.sign.open')}
      submit={t('fairness.sign.submit')}
      lead={t('fairness.sign.lead', { digest: audit.evidenceDigest.slice(0, 12) })}
      steps={[sign]}
      onSubmit={submit}
      denied={denied}
      once
    >
      <Radio.Group
        label={t('fairness.sign.decision')}
        required
        value={decision}
        error={fieldError(sign.problem, 'decision')}
        onChange={(value) => setDecision(oneOf(value, decisions) ?? null)}
      >
        <Stack gap="xs">
          {decisions.map((each) => (
            <Radio key={each} value={each} required label={t(`fairness.sign.decisions.${each}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('fairness.sign.independence')}
        description={t('fairness.sign.independenceHint')}
        maxLength={4000}
        value={independence}
        error={fieldError(sign.problem, 'independence')}
        onChange={(event) => setIndependence(event.currentTarget.value)}
      />
      <Textarea
        label={t('fairness.sign.note')}
        description={t('fairness.sign.noteHint')}
        required={decision === 'DISSENTS'}
        maxLength={4000}
        value={note}
        error={fieldError(sign.problem, 'note')}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
