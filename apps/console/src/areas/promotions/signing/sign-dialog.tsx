import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { startAuthentication } from '@simplewebauthn/browser';
import { useState, type ReactElement } from 'react';
import type { Problem } from '../../../app/errors';
import { t } from '../../../texts';
import { Dialog } from '../../../ui/dialog';
import { ProblemAlert } from '../../../ui/refusal-alert';
import { passkeyTrouble } from '../../access/passkey-trouble';
import type { SignatureAsked, Signed } from './use-signing';

interface SignDialogProps {
  request: SignatureAsked;
  onAnswer: (signed: Signed) => void;
}

/** The words that are about to be signed, with the name that goes with them, and the passkey that signs. */
export function SignDialog({ request, onAnswer }: SignDialogProps): ReactElement {
  const { printedName, meaning, isRequired, nameSalt, passkey } = request;
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const sign = async ({ nonce, options }: NonNullable<SignatureAsked['passkey']>) => {
    setTrouble(null);
    try {
      const optionsJSON = options as Parameters<typeof startAuthentication>[0]['optionsJSON'];
      const response = JSON.stringify(await startAuthentication({ optionsJSON }));
      onAnswer({ signature: { nonce, nameSalt, response } });
    } catch (error) {
      setTrouble(passkeyTrouble(error));
    }
  };
  return (
    <Dialog opened onClose={() => onAnswer('left')} title={t('passkeys.sign.title')}>
      <div className="cs-form">
        <p>{t('passkeys.sign.lead')}</p>
        <blockquote>{meaning}</blockquote>
        <p>{t('passkeys.sign.by', { name: printedName })}</p>
        {isRequired && passkey ? <p className="cs-muted">{t('passkeys.sign.required')}</p> : null}
        {passkey ? null : (
          <p>
            {t('passkeys.sign.missing')} <Link to="/account">{t('passkeys.sign.register')}</Link>
          </p>
        )}
        <ProblemAlert problem={trouble} />
        <Group gap="xs">
          {passkey ? <Button onClick={() => void sign(passkey)}>{t('passkeys.sign.passkey')}</Button> : null}
          {isRequired ? null : (
            <Button variant="default" onClick={() => onAnswer({})}>
              {t('passkeys.sign.without')}
            </Button>
          )}
          <Button variant="default" onClick={() => onAnswer('left')}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </div>
    </Dialog>
  );
}
