import { useQuery } from '@apollo/client/react';
import { TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { usePermission } from '../../app/use-permission';
import { counted } from '../../format/counted';
import { formatBytes } from '../../format/numbers';
import { t } from '../../texts';
import { CopyField } from '../../ui/copy-field';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { useTransfer } from '../../ui/form/use-transfer';
import { downloadBundle, type DownloadedBundle } from './download-bundle';
import { auditLogHeadDocument } from './operations';

function Downloaded({ bundle, vkey }: { bundle: DownloadedBundle; vkey: string }): ReactElement {
  const { fileName, bytes } = bundle;
  return (
    <div className="cs-form">
      <p className="cs-tone-ok">
        {t('auditLog.exporting.done', { file: fileName, bytes: formatBytes(bytes) })}
      </p>
      <p>
        <Link to="/audit/verify">{t('auditLog.verify.title')}</Link>
      </p>
      <CopyField
        label={t('auditLog.exporting.verify')}
        text={`npx countersign verify ${fileName} --key '${vkey}'`}
      />
    </div>
  );
}

/** Takes a range of the log away as one file. */
export function ExportForm(): ReactElement {
  const { denied } = usePermission('audit.read');
  const head = useQuery(auditLogHeadDocument, { fetchPolicy: 'cache-first' }).data?.auditLogHead;
  const bundle = useTransfer(downloadBundle);
  const [from, setFrom] = useState('1');
  const [to, setTo] = useState('');
  const submit = async () => {
    const done = await bundle.run({ from, to });
    return done && <Downloaded bundle={done} vkey={head?.vkeys.at(-1) ?? ''} />;
  };
  const number = { inputMode: 'numeric', pattern: '[1-9][0-9]*', autoComplete: 'off' } as const;
  return (
    <FormDialog
      label={t('auditLog.exporting.open')}
      submit={t('auditLog.exporting.submit')}
      lead={t('auditLog.exporting.lead')}
      steps={[bundle]}
      onSubmit={submit}
      denied={denied}
    >
      <div className="cs-form-pair">
        <TextInput
          {...number}
          label={t('auditLog.exporting.from')}
          required
          value={from}
          error={fieldError(bundle.problem, 'from')}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          {...number}
          label={t('auditLog.exporting.to')}
          placeholder={head ? String(head.size) : undefined}
          value={to}
          error={fieldError(bundle.problem, 'to')}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      {head ? (
        <p className="cs-muted">
          {t('auditLog.exporting.toHint', { entries: counted(head.size, 'entries') })}
        </p>
      ) : null}
    </FormDialog>
  );
}
