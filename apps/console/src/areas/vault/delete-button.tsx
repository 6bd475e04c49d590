import { type ReactElement } from 'react';
import { formatCount } from '../../format/numbers';
import { t } from '../../texts';
import { FormDialog } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import type { ChangeProps } from './collection';
import { deleteSensitiveAttributesDocument } from './operations';

/** Erases the values of a collection, once somebody has read what goes and what stays. */
export function DeleteButton({ collection, denied }: ChangeProps): ReactElement {
  const erase = useAction(deleteSensitiveAttributesDocument, (data) => data.deleteSensitiveAttributes);
  const { id, name, people, erasedAt } = collection;
  const submit = async () => {
    const done = await erase.run({ id });
    return done && <Recorded entry={done.auditEntry}>{t('vault.delete.done')}</Recorded>;
  };
  return (
    <FormDialog
      label={t('vault.delete.open')}
      lead={
        <>
          <strong>{t('vault.delete.title', { name })}</strong>{' '}
          {t('vault.delete.lead', { people: formatCount(people) })}
        </>
      }
      submit={t('vault.delete.submit')}
      steps={[erase]}
      onSubmit={submit}
      denied={denied ?? (erasedAt === null ? undefined : t('vault.gone'))}
      once
      isEnding
    />
  );
}
