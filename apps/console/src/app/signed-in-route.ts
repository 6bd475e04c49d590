import type { ApolloClient } from '@apollo/client';
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { parseProofSearch } from '../areas/access/search';
import { readViewer } from './session';
import { Shell } from './shell';

export interface RouterContext {
  client: ApolloClient;
}

/** What every page stands in, signed in or not. */
export const root = createRootRouteWithContext<RouterContext>()({ component: Outlet });

/** What every page of somebody signed in stands in; others are led to the sign-in first. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'in',
  validateSearch: parseProofSearch,
  beforeLoad: async ({ context, location }) => {
    const viewer = await readViewer(context.client);
    if (!viewer) throw redirect({ to: '/sign-in', search: { next: location.href } });
    return { viewer };
  },
  component: Shell,
});
