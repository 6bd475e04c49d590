import type { ApolloClient } from '@apollo/client';
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { parseInvitationSearch, parseSignInSearch } from '../areas/access/search';
import { parseCompareSearch, parseFairnessSearch, parseSetUpSearch } from '../areas/fairness/search';
import { parseDriftSearch, parseGroupsSearch } from '../areas/monitoring/search';
import { parsePerformanceSearch } from '../areas/performance/search';
import { parseModelSearch } from '../areas/models/search';
import { parseDatasetSearch } from '../areas/datasets/search';
import { administrationRoutes } from './administration-routes';
import { NotFoundPage, RouteErrorPage } from './fallback-pages';
import { promotionRoutes } from './promotion-routes';
import { root, signedIn } from './signed-in-route';

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: parseSignInSearch,
  component: lazyRouteComponent(() => import('../areas/access/sign-in-page'), 'SignInPage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  validateSearch: parseInvitationSearch,
  component: lazyRouteComponent(() => import('../areas/access/invitation-page'), 'InvitationPage'),
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/models', search: true });
  },
});

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/inbox',
  component: lazyRouteComponent(() => import('../areas/inbox/inbox-page'), 'InboxPage'),
});

const models = createRoute({
  getParentRoute: () => signedIn,
  path: '/models',
  component: lazyRouteComponent(() => import('../areas/models/models-page'), 'ModelsPage'),
});

const model = createRoute({
  getParentRoute: () => signedIn,
  path: '/models/$modelId',
  validateSearch: parseModelSearch,
  component: lazyRouteComponent(() => import('../areas/models/model-page'), 'ModelPage'),
});

const drift = createRoute({
  getParentRoute: () => signedIn,
  path: '/models/$modelId/drift',
  validateSearch: parseDriftSearch,
  component: lazyRouteComponent(() => import('../areas/monitoring/drift-page'), 'DriftPage'),
});

const performance = createRoute({
  getParentRoute: () => signedIn,
  path: '/models/$modelId/performance',
  validateSearch: parsePerformanceSearch,
  component: lazyRouteComponent(() => import('../areas/performance/performance-page'), 'PerformancePage'),
});

const groups = createRoute({
  getParentRoute: () => signedIn,
  path: '/models/$modelId/fairness',
  validateSearch: parseGroupsSearch,
  component: lazyRouteComponent(() => import('../areas/monitoring/groups-page'), 'GroupsPage'),
});

const fairnessAudits = createRoute({
  getParentRoute: () => signedIn,
  path: '/fairness',
  component: lazyRouteComponent(() => import('../areas/fairness/audits-page'), 'AuditsPage'),
});

const publishedAudit = createRoute({
  getParentRoute: () => signedIn,
  path: '/fairness/published',
  component: lazyRouteComponent(() => import('../areas/fairness/published-audit-page'), 'PublishedAuditPage'),
});

const auditComparison = createRoute({
  getParentRoute: () => signedIn,
  path: '/fairness/compare',
  validateSearch: parseCompareSearch,
  component: lazyRouteComponent(() => import('../areas/fairness/compare/compare-page'), 'ComparePage'),
});

const auditSetUp = createRoute({
  getParentRoute: () => signedIn,
  path: '/fairness/new',
  validateSearch: parseSetUpSearch,
  component: lazyRouteComponent(() => import('../areas/fairness/set-up/set-up-page'), 'SetUpPage'),
});

const fairness = createRoute({
  getParentRoute: () => signedIn,
  path: '/fairness/$auditId',
  validateSearch: parseFairnessSearch,
  component: lazyRouteComponent(() => import('../areas/fairness/fairness-page'), 'FairnessPage'),
});

const fairnessRemedies = createRoute({
  getParentRoute: () => signedIn,
  path: '/fairness/$auditId/remedies',
  validateSearch: parseFairnessSearch,
  component: lazyRouteComponent(() => import('../areas/fairness/remedies/remedies-page'), 'RemediesPage'),
});

const audit = createRoute({
  getParentRoute: () => signedIn,
  path: '/audit',
  component: lazyRouteComponent(() => import('../areas/audit-log/audit-log-page'), 'AuditLogPage'),
});

const auditCheckpoints = createRoute({
  getParentRoute: () => signedIn,
  path: '/audit/checkpoints',
  component: lazyRouteComponent(() => import('../areas/audit-log/checkpoints-page'), 'CheckpointsPage'),
});

const auditEntry = createRoute({
  getParentRoute: () => signedIn,
  path: '/audit/entries/$sequence',
  component: lazyRouteComponent(() => import('../areas/audit-log/entry-page'), 'EntryPage'),
});

const auditVerify = createRoute({
  getParentRoute: () => signedIn,
  path: '/audit/verify',
  component: lazyRouteComponent(() => import('../areas/audit-log/verify-page'), 'VerifyPage'),
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('../areas/access/account-page'), 'AccountPage'),
});

const evidence = createRoute({
  getParentRoute: () => signedIn,
  path: '/evidence/$digest',
  component: lazyRouteComponent(() => import('../areas/evidence/evidence-page'), 'EvidencePage'),
});

const datasets = createRoute({
  getParentRoute: () => signedIn,
  path: '/datasets',
  component: lazyRouteComponent(() => import('../areas/datasets/datasets-page'), 'DatasetsPage'),
});

const dataset = createRoute({
  getParentRoute: () => signedIn,
  path: '/datasets/$datasetId',
  validateSearch: parseDatasetSearch,
  component: lazyRouteComponent(() => import('../areas/datasets/dataset-page'), 'DatasetPage'),
});

const vault = createRoute({
  getParentRoute: () => signedIn,
  path: '/vault',
  component: lazyRouteComponent(() => import('../areas/vault/vault-page'), 'VaultPage'),
});

const vaultCollection = createRoute({
  getParentRoute: () => signedIn,
  path: '/vault/$collectionId',
  component: lazyRouteComponent(() => import('../areas/vault/collection-page'), 'CollectionPage'),
});

const tree = root.addChildren([
  signIn,
  invitation,
  signedIn.addChildren([
    home,
    inbox,
    models,
    model,
    drift,
    performance,
    groups,
    fairnessAudits,
    publishedAudit,
    auditComparison,
    auditSetUp,
    fairness,
    fairnessRemedies,
    ...promotionRoutes,
    audit,
    auditCheckpoints,
    auditVerify,
    auditEntry,
    ...administrationRoutes,
    account,
    evidence,
    datasets,
    dataset,
    vault,
    vaultCollection,
  ]),
]);

/** Every page with its typed address; pages are loaded when they are opened. */
export const makeRouter = (client: ApolloClient) =>
  createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: RouteErrorPage,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
