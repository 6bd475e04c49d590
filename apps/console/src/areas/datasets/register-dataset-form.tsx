import { Textarea, TextInput } from '@mantine/core';
import { useState, type ReactElement, type ReactNode } from 'react';
import { usePermission } from '../../app/use-permission';
import { counted } from '../../format/counted';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { FileField } from '../../ui/form/file-field';
import { FormDialog } from '../../ui/form/form-dialog';
import { useUpload } from '../../ui/form/use-upload';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { registerDatasetVersionDocument } from './form-operations';

/** Uploads a file and registers it as a version of a dataset. */
export function RegisterDatasetForm({ name: known = '' }: { name?: string }): ReactElement {
  const { denied } = usePermission('dataset.register');
  const upload = useUpload();
  const register = useAction(registerDatasetVersionDocument, (data) => data.registerDatasetVersion);
  const [file, setFile] = useState<File | null>(null);
  const [dataset, setDataset] = useState(known);
  const [description, setDescription] = useState('');
  const submit = async (): Promise<ReactNode | null> => {
    const stored = file ? await upload.run(file) : null;
    if (!stored) return null;
    const done = await register.run({
      input: { dataset, description: description || null, uploadId: stored.id },
    });
    if (!done) return null;
    const { number, rowCount } = done.datasetVersion;
    return (
      <Recorded entry={done.auditEntry}>
        {done.created
          ? t('forms.dataset.created', { number, rows: counted(rowCount, 'rows') })
          : t('forms.dataset.known', { number })}
      </Recorded>
    );
  };
  return (
    <FormDialog
      label={t('forms.dataset.open')}
      submit={t('forms.dataset.submit')}
      steps={[upload, register]}
      onSubmit={submit}
      denied={denied}
      primary
    >
      <FileField label={t('forms.file')} error={fieldError(register.problem, 'uploadId')} onFile={setFile} />
      <TextInput
        label={t('forms.dataset.name')}
        description={t('forms.dataset.nameHint')}
        required
        value={dataset}
        error={fieldError(register.problem, 'dataset')}
        onChange={(event) => setDataset(event.currentTarget.value)}
      />
      <Textarea
        label={t('forms.dataset.description')}
        value={description}
        error={fieldError(register.problem, 'description')}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
