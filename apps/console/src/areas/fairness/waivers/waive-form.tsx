import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { t } from '../../../texts';
import { fieldError } from '../../../ui/form/field-error';
import { FormDialog } from '../../../ui/form/form-dialog';
import { useAction } from '../../../ui/use-action';
import { Recorded } from '../../audit-log/recorded';
import type { Audit } from '../forest';
import { waiveFairnessCriterionDocument } from './operations';
import { dayBegins, endDays, waivableGaps } from './waivable';

/** Two names of the wire for one field here. */
const scopeFields = ['criterion', 'attributes'] as const;

/** Answers for a criterion that was not found met, for a time. */
export function WaiveForm(props: { audit: Audit; denied: string | undefined }): ReactElement {
  const { audit, denied } = props;
  const waive = useAction(waiveFairnessCriterionDocument, (data) => data.waiveFairnessCriterion);
  const gaps = waivableGaps(audit);
  const [key, setKey] = useState('');
  const [justification, setJustification] = useState('');
  const [until, setUntil] = useState('');
  const [{ first, last }] = useState(() => endDays(Date.now()));
  const submit = async () => {
    const gap = gaps.find((each) => each.key === key);
    if (!gap) return null;
    const { criterion, attributes } = gap;
    const input = { auditId: audit.id, criterion, attributes: [...attributes], justification };
    const done = await waive.run({ input: { ...input, until: dayBegins(until) } });
    if (!done) return null;
    setKey('');
    setJustification('');
    return <Recorded entry={done.auditEntry}>{t('waivers.give.done')}</Recorded>;
  };
  return (
    <FormDialog
      label={t('waivers.give.open')}
      submit={gaps.length === 0 ? undefined : t('waivers.give.submit')}
      lead={t(gaps.length === 0 ? 'waivers.give.nothing' : 'waivers.give.lead')}
      steps={[waive]}
      onSubmit={submit}
      denied={denied}
      once
    >
      {gaps.length === 0 ? null : (
        <>
          <NativeSelect
            label={t('waivers.give.gap')}
            required
            value={key}
            error={scopeFields.map((field) => fieldError(waive.problem, field)).find(Boolean)}
            onChange={(event) => setKey(event.currentTarget.value)}
            data={[
              { value: '', label: t('forms.choose') },
              ...gaps.map((gap) => ({ value: gap.key, label: gap.label })),
            ]}
          />
          <Textarea
            label={t('waivers.justification')}
            description={t('waivers.give.justificationHint')}
            required
            maxLength={4000}
            value={justification}
            error={fieldError(waive.problem, 'justification')}
            onChange={(event) => setJustification(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('waivers.give.until')}
            description={t('waivers.give.untilHint', { last })}
            required
            min={first}
            max={last}
            value={until}
            error={fieldError(waive.problem, 'until')}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </>
      )}
    </FormDialog>
  );
}
