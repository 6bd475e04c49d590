import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { parseWebhookSearch } from '../areas/webhooks/search';
import { signedIn } from './signed-in-route';

const people = createRoute({
  getParentRoute: () => signedIn,
  path: '/people',
  component: lazyRouteComponent(() => import('../areas/access/people-page'), 'PeoplePage'),
});

const tokens = createRoute({
  getParentRoute: () => signedIn,
  path: '/tokens',
  component: lazyRouteComponent(() => import('../areas/access/tokens-page'), 'TokensPage'),
});

const workloads = createRoute({
  getParentRoute: () => signedIn,
  path: '/workloads',
  component: lazyRouteComponent(() => import('../areas/access/workloads-page'), 'WorkloadsPage'),
});

const webhooks = createRoute({
  getParentRoute: () => signedIn,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('../areas/webhooks/webhooks-page'), 'WebhooksPage'),
});

const webhook = createRoute({
  getParentRoute: () => signedIn,
  path: '/webhooks/$webhookId',
  validateSearch: parseWebhookSearch,
  component: lazyRouteComponent(() => import('../areas/webhooks/webhook-page'), 'WebhookPage'),
});

const privacy = createRoute({
  getParentRoute: () => signedIn,
  path: '/privacy',
  component: lazyRouteComponent(() => import('../areas/privacy/privacy-page'), 'PrivacyPage'),
});

/** The pages of the administration: who comes in, who is told, what is kept. */
export const administrationRoutes = [people, tokens, workloads, webhooks, webhook, privacy] as const;
