import { Switch } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { useRouter } from '@tanstack/react-router';
import { useEffect, type ReactElement } from 'react';
import { t } from '../texts';
import { Dialog } from '../ui/dialog';
import { focusComment, isTaken, keyReader, stepRows } from './keys';

/** Listens for single keys on the whole page while they are switched on. */
function useKeys(areOn: boolean, onHelp: () => void): void {
  const router = useRouter();
  useEffect(() => {
    if (!areOn) return undefined;
    const read = keyReader();
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTaken(event.target)) return;
      const wish = read(event, event.timeStamp);
      if (wish === null) return;
      // The key is not typed into what gets the focus.
      event.preventDefault();
      if ('step' in wish) stepRows(wish.step);
      else if ('to' in wish) void router.navigate({ to: wish.to });
      else if ('isComment' in wish) focusComment();
      else onHelp();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [areOn, onHelp, router]);
}

const keys = ['rows', 'open', 'comment', 'inbox', 'models', 'promotions', 'audit', 'help'] as const;

function KeySheet({ areOn, onSwitch }: { areOn: boolean; onSwitch: (on: boolean) => void }): ReactElement {
  return (
    <>
      <h2>{t('ui.keys.title')}</h2>
      <Switch
        label={t('ui.keys.switch')}
        description={t('ui.keys.switchWhy')}
        checked={areOn}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
      <dl className="cs-facts">
        {keys.map((key) => (
          <div key={key}>
            <dt>{t(`ui.keys.what.${key}`)}</dt>
            <dd>
              <kbd>{t(`ui.keys.press.${key}`)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** How this console is read and which keys it knows, behind a button that stands in the same place on every page. */
export function Help(): ReactElement {
  const [opened, { open, close }] = useDisclosure(false);
  const [areOn, setOn] = useLocalStorage({ key: 'countersign.single-keys', defaultValue: true });
  useKeys(areOn, open);
  return (
    <>
      <button type="button" className="cs-icon-button" aria-label={t('ui.help')} onClick={open}>
        ?
      </button>
      <Dialog opened={opened} onClose={close} title={t('ui.helpTitle')}>
        <div className="cs-form">
          <ul className="cs-help">
            <li>{t('ui.helpBody.verdicts')}</li>
            <li>{t('ui.helpBody.numbers')}</li>
            <li>{t('ui.helpBody.times')}</li>
            <li>{t('ui.helpBody.links')}</li>
            <li>{t('ui.helpBody.tables')}</li>
          </ul>
          <KeySheet areOn={areOn} onSwitch={setOn} />
        </div>
      </Dialog>
    </>
  );
}
