import { Checkbox, NumberInput, Radio } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { setAuditDetailRetentionDocument } from './operations';
import { erasesMore, retentionText } from './retention';

const usualMonths = 24;

/** Sets how long details are kept. What erases more than before has to be confirmed, since it cannot be undone. */
export function RetentionForm(props: {
  months: number | null | undefined;
  denied: string | undefined;
}): ReactElement {
  const { months: before, denied } = props;
  const set = useAction(setAuditDetailRetentionDocument, (data) => data.setAuditDetailRetention);
  const [isLimited, setLimited] = useState(before != null);
  const [months, setMonths] = useState<string | number>(before ?? usualMonths);
  const [isWarned, setWarned] = useState(false);
  const wanted = isLimited ? Number(months) : null;
  const submit = async () => {
    const done = await set.run({ months: wanted });
    if (!done) return null;
    setWarned(false);
    return (
      <Recorded entry={done.auditEntry}>
        {t('privacy.retention.change.done', { what: retentionText(done.retention.months) })}
      </Recorded>
    );
  };
  const tooShort = set.refusal?.code === 'RETENTION_TOO_SHORT' ? set.refusal.message : undefined;
  return (
    <FormDialog
      label={t('privacy.retention.change.open')}
      submit={t('privacy.retention.change.submit')}
      lead={t('privacy.retention.change.lead')}
      steps={[set]}
      onSubmit={submit}
      denied={denied}
      once
    >
      <Radio.Group
        label={t('privacy.retention.change.choice')}
        value={isLimited ? 'limited' : 'forEver'}
        onChange={(value) => setLimited(value === 'limited')}
      >
        <div className="cs-choices">
          <Radio value="forEver" label={t('privacy.retention.change.forEver')} />
          <Radio value="limited" label={t('privacy.retention.change.limited')} />
        </div>
      </Radio.Group>
      {isLimited ? (
        <NumberInput
          label={t('privacy.retention.change.months')}
          description={t('privacy.retention.change.monthsHint')}
          required
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          value={months}
          error={tooShort ?? fieldError(set.problem, 'months')}
          onChange={setMonths}
        />
      ) : null}
      {erasesMore(before, wanted) ? (
        <Checkbox
          label={t('privacy.retention.change.warned')}
          required
          checked={isWarned}
          onChange={(event) => setWarned(event.currentTarget.checked)}
        />
      ) : null}
    </FormDialog>
  );
}
