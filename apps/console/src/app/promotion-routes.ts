import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { parseDraftSearch } from '../areas/policies/search';
import { parsePromotionSearch, parsePromotionsSearch } from '../areas/promotions/list/search';
import { signedIn } from './signed-in-route';

const promotions = createRoute({
  getParentRoute: () => signedIn,
  path: '/promotions',
  validateSearch: parsePromotionsSearch,
  component: lazyRouteComponent(() => import('../areas/promotions/list/promotions-page'), 'PromotionsPage'),
});

const promotion = createRoute({
  getParentRoute: () => signedIn,
  path: '/promotions/$promotionId',
  validateSearch: parsePromotionSearch,
  component: lazyRouteComponent(() => import('../areas/promotions/promotion-page'), 'PromotionPage'),
});

const promotionPassport = createRoute({
  getParentRoute: () => signedIn,
  path: '/promotions/$promotionId/passport',
  component: lazyRouteComponent(
    () => import('../areas/passport/promotion-passport-page'),
    'PromotionPassportPage',
  ),
});

const passportFile = createRoute({
  getParentRoute: () => signedIn,
  path: '/passport',
  component: lazyRouteComponent(() => import('../areas/passport/passport-file-page'), 'PassportFilePage'),
});

const policies = createRoute({
  getParentRoute: () => signedIn,
  path: '/policies',
  component: lazyRouteComponent(() => import('../areas/policies/policies-page'), 'PoliciesPage'),
});

const policyDraft = createRoute({
  getParentRoute: () => signedIn,
  path: '/policies/new',
  validateSearch: parseDraftSearch,
  component: lazyRouteComponent(() => import('../areas/policies/draft-page'), 'DraftPage'),
});

const policyChange = createRoute({
  getParentRoute: () => signedIn,
  path: '/policies/changes/$changeId',
  component: lazyRouteComponent(() => import('../areas/policies/change-page'), 'ChangePage'),
});

/** The pages about promotions: the requests, their passports and the policies that decide them. */
export const promotionRoutes = [
  promotions,
  promotion,
  promotionPassport,
  passportFile,
  policies,
  policyDraft,
  policyChange,
] as const;
