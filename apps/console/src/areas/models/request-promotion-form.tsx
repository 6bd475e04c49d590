import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { oneOf } from '../../app/search';
import { usePermission } from '../../app/use-permission';
import { word } from '../../format/words';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { requestPromotionDocument } from './form-operations';

const environments = ['PRODUCTION', 'STAGING'] as const;

/** Asks to release a version; the gates are checked at once. */
export function RequestPromotionForm({ versionId }: { versionId: string }): ReactElement {
  const { denied } = usePermission('promotion.request');
  const request = useAction(requestPromotionDocument, (data) => data.requestPromotion);
  const [environment, setEnvironment] = useState<(typeof environments)[number]>('PRODUCTION');
  const [alias, setAlias] = useState('champion');
  const [rationale, setRationale] = useState('');
  const submit = async () => {
    const done = await request.run({ input: { modelVersionId: versionId, environment, alias, rationale } });
    if (!done) return null;
    return (
      <Recorded entry={done.auditEntry}>
        {t('forms.promotion.done')}{' '}
        <Link to="/promotions/$promotionId" params={{ promotionId: done.promotion.id }}>
          {t('forms.promotion.link')}
        </Link>
        {'.'}
      </Recorded>
    );
  };
  return (
    <FormDialog
      label={t('forms.promotion.open')}
      submit={t('forms.promotion.submit')}
      steps={[request]}
      onSubmit={submit}
      denied={denied}
      primary
    >
      <div className="cs-form-pair">
        <NativeSelect
          label={t('forms.promotion.environment')}
          value={environment}
          onChange={(event) => setEnvironment(oneOf(event.currentTarget.value, environments) ?? 'PRODUCTION')}
          data={environments.map((value) => ({ value, label: word('environment', value) }))}
        />
        <TextInput
          label={t('forms.promotion.alias')}
          required
          value={alias}
          error={fieldError(request.problem, 'alias')}
          onChange={(event) => setAlias(event.currentTarget.value)}
        />
      </div>
      <Textarea
        label={t('forms.promotion.rationale')}
        required
        value={rationale}
        error={fieldError(request.problem, 'rationale')}
        onChange={(event) => setRationale(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
