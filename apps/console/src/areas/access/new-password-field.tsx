import { PasswordInput } from '@mantine/core';
import { useId, type ReactElement } from 'react';
import { t } from '../../texts';
import { shortestPassword, missingCharacters } from './password-rules';

/** The field for a password to be, with the rules of the server said before they are met. */
export function NewPasswordField(props: {
  label: string;
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}): ReactElement {
  const { label, value, error, onChange } = props;
  const id = useId();
  const missing = missingCharacters(value);
  return (
    <div className="cs-form">
      <PasswordInput
        label={label}
        autoComplete="new-password"
        required
        value={value}
        error={error}
        aria-describedby={id}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {value === '' || error !== undefined ? null : (
        <p className={missing > 0 ? 'cs-muted' : 'cs-tone-ok'}>
          {missing > 0
            ? t('access.passwordRules.missing', { count: missing })
            : t('access.passwordRules.enough')}
        </p>
      )}
      <div id={id} className="cs-rules">
        <p>{t('access.passwordRules.title')}</p>
        <ul>
          <li>{t('access.passwordRules.length', { count: shortestPassword })}</li>
          <li>{t('access.passwordRules.guess')}</li>
          <li>{t('access.passwordRules.run')}</li>
        </ul>
        <p>{t('access.passwordRules.free')}</p>
      </div>
    </div>
  );
}
