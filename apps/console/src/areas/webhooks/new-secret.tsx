import type { ReactElement } from 'react';
import { t } from '../../texts';
import { CopyField } from '../../ui/copy-field';
import { Recorded, type EntryPlace } from '../audit-log/recorded';

/** The secret, this once. */
export function NewSecret(props: { entry: EntryPlace; done: string; secret: string }): ReactElement {
  const { entry, done, secret } = props;
  return (
    <div className="cs-form">
      <Recorded entry={entry}>{done}</Recorded>
      <CopyField label={t('webhooks.secret.label')} description={t('webhooks.secret.hint')} text={secret} />
    </div>
  );
}
