import { Button, Group, PasswordInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@apollo/client/react';
import { startAuthentication } from '@simplewebauthn/browser';
import { useState, type FormEvent, type ReactElement } from 'react';
import type { Problem } from '../../app/errors';
import { t } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { Loaded } from '../../ui/loaded';
import { ProblemAlert, RefusalAlert } from '../../ui/refusal-alert';
import { useAction } from '../../ui/use-action';
import { proveIdentityDocument, waysToProveDocument } from './passkey-operations';
import { passkeyTrouble } from './passkey-trouble';
import { pageLeft } from './search';

type Request = { nonce: string; options: never } | null;

interface WaysProps {
  ways: { password: boolean; provider: boolean; passkey: Request };
  pending: boolean;
  onPassword: (password: string) => void;
  onPasskey: (request: NonNullable<Request>) => void;
}

function Ways({ ways, pending, onPassword, onPasskey }: WaysProps): ReactElement {
  const [password, setPassword] = useState('');
  const { passkey } = ways;
  const send = (event: FormEvent) => {
    event.preventDefault();
    onPassword(password);
  };
  const next = encodeURIComponent(pageLeft(window.location));
  return (
    <div className="cs-form">
      {passkey ? (
        <div>
          <Button loading={pending} onClick={() => onPasskey(passkey)}>
            {t('passkeys.prove.passkey')}
          </Button>
        </div>
      ) : null}
      {ways.password ? (
        <form onSubmit={send} className="cs-form">
          <PasswordInput
            label={t('passkeys.prove.password')}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Group>
            <Button type="submit" variant={passkey ? 'default' : 'filled'} loading={pending}>
              {t('passkeys.prove.send')}
            </Button>
          </Group>
        </form>
      ) : null}
      {ways.provider ? (
        <p>
          <a href={`/v1/sign-in/oidc?prove=1&next=${next}`}>{t('passkeys.prove.provider')}</a>
        </p>
      ) : null}
      {passkey || ways.password || ways.provider ? null : <p>{t('passkeys.prove.none')}</p>}
    </div>
  );
}

function ProveDialog({ onClose }: { onClose: () => void }): ReactElement {
  // Every question is answered once: none is taken from memory.
  const query = useQuery(waysToProveDocument, { fetchPolicy: 'no-cache' });
  const prove = useAction(proveIdentityDocument, (data) => data.proveIdentity);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const settle = async (input: Parameters<typeof prove.run>[0]['input']) => {
    setTrouble(null);
    if (await prove.run({ input })) onClose();
  };
  const withPasskey = async ({ nonce, options }: NonNullable<Request>) => {
    setTrouble(null);
    prove.clear();
    try {
      const response = JSON.stringify(await startAuthentication({ optionsJSON: options }));
      await settle({ passkey: { nonce, response } });
    } catch (error) {
      setTrouble(passkeyTrouble(error));
    }
  };
  return (
    <Dialog opened onClose={onClose} title={t('passkeys.prove.title')}>
      <p>{t('passkeys.prove.lead')}</p>
      <Loaded query={query} rows={2}>
        {({ waysToProve }) => (
          <Ways
            ways={waysToProve as WaysProps['ways']}
            pending={prove.pending}
            onPassword={(password) => void settle({ password })}
            onPasskey={(request) => void withPasskey(request)}
          />
        )}
      </Loaded>
      <RefusalAlert refusal={prove.refusal} />
      <ProblemAlert problem={trouble ?? prove.problem} />
    </Dialog>
  );
}

/** Lets somebody prove in place that it is them; what waits for it is asked anew once they have. */
export function ProveIdentity(): ReactElement {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('passkeys.prove.open')}
      </Button>
      {opened ? <ProveDialog onClose={close} /> : null}
    </>
  );
}
