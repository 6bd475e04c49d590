import { Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { t } from '../../texts';
import type { KnownFaults, KnownTexts } from './known-from-elsewhere';

const fields = ['keys', 'checkpoints', 'witnesses'] as const;

/** What a reader knows from elsewhere, to compare a file with. */
export function KnownFields(props: {
  texts: KnownTexts;
  faults: KnownFaults;
  onChange: (texts: KnownTexts) => void;
}): ReactElement {
  const { texts, faults, onChange } = props;
  return (
    <fieldset className="cs-fieldset">
      <legend>{t('auditLog.verify.known')}</legend>
      <p className="cs-muted">{t('auditLog.verify.knownWhy')}</p>
      {fields.map((field) => (
        <Textarea
          key={field}
          label={t(`auditLog.verify.${field}`)}
          description={t(`auditLog.verify.${field}Hint`)}
          autosize
          minRows={field === 'checkpoints' ? 3 : 1}
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: 'cs-copy-text' }}
          value={texts[field]}
          error={faults[field]}
          onChange={(event) => onChange({ ...texts, [field]: event.currentTarget.value })}
        />
      ))}
    </fieldset>
  );
}
