import { MantineProvider } from '@mantine/core';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { ProofRefusal } from './provider-refusal';
import { pageLeft, parseProofSearch } from './search';

/** A page of the console at an address, under the frame that every page of somebody signed in has. */
function open(address: string) {
  const root = createRootRoute();
  const signedIn = createRoute({
    getParentRoute: () => root,
    id: 'in',
    validateSearch: parseProofSearch,
    component: () => (
      <>
        <ProofRefusal />
        <Outlet />
      </>
    ),
  });
  const inbox = createRoute({
    getParentRoute: () => signedIn,
    path: '/inbox',
    component: () => <h1>Inbox</h1>,
  });
  const history = createMemoryHistory({ initialEntries: [address] });
  const router = createRouter({ routeTree: root.addChildren([signedIn.addChildren([inbox])]), history });
  render(
    <MantineProvider env="test">
      <RouterProvider router={router as never} />
    </MantineProvider>,
  );
  return router;
}

describe('ProofRefusal', () => {
  it('A-70 says on the page that was left what went wrong, and that one is still signed in', async () => {
    const router = open('/inbox?tab=two&proof=IDENTITY_NOT_PROVEN');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('you are still signed in');
    expect(alert.textContent).toContain('does not prove who is signing in. Try it once more.');
    expect(screen.getByRole('heading', { name: 'Inbox' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(router.history.location.href).toBe('/inbox?tab=two');
  });

  it('A-70 says nothing where nothing went wrong', async () => {
    open('/inbox');
    await screen.findByRole('heading', { name: 'Inbox' });
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('pageLeft', () => {
  it.each([
    ['/inbox', '', '/inbox'],
    ['/promotions/one', '?tab=checks', '/promotions/one?tab=checks'],
    ['/promotions/one', '?tab=checks&proof=IDENTITY_NOT_PROVEN', '/promotions/one?tab=checks'],
    ['/inbox', '?proof=IDENTITY_NOT_PROVEN', '/inbox'],
  ])('A-70 returns to %s%s, without what came of the last proof', (pathname, search, page) => {
    expect(pageLeft({ pathname, search })).toBe(page);
  });
});
