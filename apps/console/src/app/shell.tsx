import type { Permission } from '@countersign/domain/access';
import { useApolloClient, useMutation } from '@apollo/client/react';
import { Button, NativeSelect, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { Link, Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, type ComponentProps, type ReactElement, type ReactNode } from 'react';
import { signOutDocument } from '../areas/access/operations';
import { ProofRefusal } from '../areas/access/provider-refusal';
import { forgetAllAnswers } from '../areas/fairness/set-up/answers-storage';
import { useInboxCount } from '../areas/inbox/use-inbox-count';
import { formatCount } from '../format/numbers';
import { word } from '../format/words';
import { t } from '../texts';
import { administrationOf } from './administration';
import { Help } from './help';
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
] as const satisfies readonly { to: string; label: string; permission: Permission }[];

/** Pages of a part that do not lie under its address. */
const elsewhere: Readonly<Record<string, readonly string[]>> = { '/promotions': ['/policies', '/passport'] };

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

/** A part of the console, marked while one of its pages is shown. */
function PartLink(props: {
  to: ComponentProps<typeof Link>['to'];
  covers: readonly string[];
  children: ReactNode;
}): ReactElement {
  const { to, covers, children } = props;
  const path = useLocation({ select: ({ pathname }) => pathname });
  const isWithin = covers.some((start) => path === start || path.startsWith(`${start}/`));
  return (
    <Link
      to={to}
      className={isWithin ? 'cs-nav-active' : undefined}
      aria-current={isWithin ? 'true' : undefined}
    >
      {children}
    </Link>
  );
}

/** The parts that few need stand together, unless the reader sees one of them only. */
function Administration(): ReactElement | null {
  const permitted = administrationOf(useViewer());
  const [first, ...others] = permitted;
  if (!first) return null;
  return (
    <PartLink to={first.to} covers={permitted.map(({ to }) => to)}>
      {t(others.length > 0 ? 'administration.title' : `administration.${first.label}`)}
    </PartLink>
  );
}

function Navigation(): ReactElement {
  const viewer = useViewer();
  const waiting = useInboxCount(allowanceOf(viewer, 'promotion.read').allowed);
  return (
    <nav aria-label={t('ui.mainNavigation')} className="cs-nav">
      {parts
        .filter(({ permission }) => allowanceOf(viewer, permission).allowed)
        .map(({ to, label }) => (
          <PartLink key={to} to={to} covers={[to, ...(elsewhere[to] ?? [])]}>
            {t(`ui.nav.${label}`)}
            {label === 'inbox' && waiting ? <Waiting count={waiting} /> : null}
          </PartLink>
        ))}
      <Administration />
    </nav>
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
        <ProofRefusal />
        <Outlet />
      </main>
    </>
  );
}
