import { TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import type { ChangeProps } from './collection';
import { eraseVaultKeyDocument } from './operations';

/** Erases what is held under one key. */
export function EraseKeyForm({ collection, denied }: ChangeProps): ReactElement {
  const { id: collectionId, erasedAt } = collection;
  const erase = useAction(eraseVaultKeyDocument, (data) => data.eraseVaultKey);
  const [key, setKey] = useState('');
  const submit = async () => {
    const done = await erase.run({ input: { collectionId, key } });
    if (!done) return null;
    setKey('');
    return (
      <Recorded entry={done.auditEntry}>
        {done.erased ? t('vault.erase.done') : t('vault.erase.nothing')}
      </Recorded>
    );
  };
  return (
    <FormDialog
      label={t('vault.erase.open')}
      lead={t('vault.erase.lead')}
      submit={t('vault.erase.submit')}
      steps={[erase]}
      onSubmit={submit}
      denied={denied ?? (erasedAt === null ? undefined : t('vault.gone'))}
      isEnding
    >
      <TextInput
        label={t('vault.erase.key')}
        description={t('vault.erase.keyHint')}
        required
        autoComplete="off"
        maxLength={500}
        value={key}
        error={fieldError(erase.problem, 'key')}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
