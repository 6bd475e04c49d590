import type { Permission } from '@countersign/domain/access';
import { useApolloClient, useMutation } from '@apollo/client/react';
import { Button, NativeSelect, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useRouter } from '@tanstack/react-router';
import { useEffect, type ReactElement } from 'react';
import { signOutDocument } from '../areas/access/operations';
import { forgetAllAnswers } from '../areas/fairness/set-up/answers-storage';
import { useInboxCount } from '../areas/inbox/use-inbox-count';
import { formatCount } from '../format/numbers';
import { word } from '../format/words';
import { t } from '../texts';
import { Dialog } from '../ui/dialog';
import { allowanceOf, useViewer } from './use-permission';

const schemes = ['light', 'dark', 'auto'] as const satisfies readonly MantineColorScheme[];

/** Every part of the console, with the permission that its page needs: what somebody may not see is not offered. */
const parts = [
  { to: '/inbox', label: 'inbox', permission: 'promotion.read' },
  { to: '/models', label: 'models', permission: 'model.read' },
  { to: '/datasets', label: 'datasets', permission: 'dataset.read' },
  { to: '/vault', label: 'vault', permission: 'vault.read' },
  { to: '/fairness', label: 'fairness', permission: 'fairness.read' },
  { to: '/promotions', label: 'promotions', permission: 'promotion.read' },
  { to: '/audit', label: 'auditLog', permission: 'audit.read' },
  { to: '/people', label: 'people', permission: 'member.read' },
  { to: '/tokens', label: 'tokens', permission: 'access.read' },
  { to: '/privacy', label: 'privacy', permission: 'hold.read' },
] as const satisfies readonly { to: string; label: string; permission: Permission }[];

/** A number beside a word; heard, it says what it counts. */
function Waiting({ count }: { count: number }): ReactElement {
  return (
    <>
      {' '}
      <span className="cs-count" aria-hidden="true">
        {formatCount(count)}
      </span>
      <span className="cs-hidden">{t('inbox.count', { count })}</span>
    </>
  );
}

function Navigation(): ReactElement {
  const viewer = useViewer();
  const waiting = useInboxCount(allowanceOf(viewer, 'promotion.read').allowed);
  const active = { className: 'cs-nav-active' };
  return (
    <nav aria-label={t('ui.mainNavigation')} className="cs-nav">
      {parts
        .filter(({ permission }) => allowanceOf(viewer, permission).allowed)
        .map(({ to, label }) => (
          <Link key={to} to={to} activeProps={active}>
            {t(`ui.nav.${label}`)}
            {label === 'inbox' && waiting ? <Waiting count={waiting} /> : null}
          </Link>
        ))}
    </nav>
  );
}

function Help(): ReactElement {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <button type="button" className="cs-icon-button" aria-label={t('ui.help')} onClick={open}>
        ?
      </button>
      <Dialog opened={opened} onClose={close} title={t('ui.helpTitle')}>
        <ul className="cs-help">
          <li>{t('ui.helpBody.verdicts')}</li>
          <li>{t('ui.helpBody.numbers')}</li>
          <li>{t('ui.helpBody.times')}</li>
          <li>{t('ui.helpBody.links')}</li>
          <li>{t('ui.helpBody.tables')}</li>
        </ul>
      </Dialog>
    </>
  );
}

function SchemeSwitch(): ReactElement {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <NativeSelect
      size="xs"
      aria-label={t('ui.scheme.label')}
      value={colorScheme}
      onChange={(event) =>
        setColorScheme(schemes.find((scheme) => scheme === event.currentTarget.value) ?? 'auto')
      }
      data={schemes.map((scheme) => ({ value: scheme, label: t(`ui.scheme.${scheme}`) }))}
    />
  );
}

function Person(): ReactElement {
  const viewer = useViewer();
  const client = useApolloClient();
  const router = useRouter();
  const [signOut, { loading }] = useMutation(signOutDocument);
  const roles = viewer.roles.map((role) => word('role', role)).join(', ');
  const leave = async () => {
    await signOut();
    forgetAllAnswers();
    await client.clearStore();
    await router.navigate({ to: '/sign-in' });
  };
  return (
    <div className="cs-person">
      <span className="cs-person-name">
        <Link to="/account" title={t('ui.account')}>
          {viewer.actor.name}
        </Link>{' '}
        <span className="cs-muted" title={roles}>
          {roles}
        </span>
      </span>
      <Button size="compact-sm" variant="default" onClick={() => void leave()} loading={loading}>
        {t('ui.signOut')}
      </Button>
    </div>
  );
}

/** The frame around every page of somebody signed in; after a change of page the heading takes the focus. */
export function Shell(): ReactElement {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation && pathChanged)
          document.getElementById('page-title')?.focus({ preventScroll: true });
      }),
    [router],
  );
  return (
    <>
      <a href="#content" className="cs-skip">
        {t('ui.skip')}
      </a>
      <header className="cs-header">
        <Link to="/models" className="cs-product">
          {t('ui.product')}
        </Link>
        <Navigation />
        <div className="cs-header-end">
          <Help />
          <SchemeSwitch />
          <Person />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}
