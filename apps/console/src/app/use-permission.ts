import { whoMay, type Permission } from '@countersign/domain/access';
import { getRouteApi } from '@tanstack/react-router';
import { t } from '../texts';
import type { Viewer } from './session';

const route = getRouteApi('/in');

/** Whether the person signed in may do something, and whom it takes where they may not. */
export interface Allowance {
  allowed: boolean;
  /** A sentence for the reader; undefined where it is allowed. */
  denied: string | undefined;
}

/** The server lists what its `isPermitted` allows the viewer; the table behind it says which roles it takes. */
export function allowanceOf(viewer: Pick<Viewer, 'permissions'>, permission: Permission): Allowance {
  const allowed = viewer.permissions.includes(permission);
  return { allowed, denied: allowed ? undefined : t('access.takes', { roles: whoMay(permission) }) };
}

/** What the console hides, or shows as off with the reason; the server decides again when it is done. */
export function usePermission(permission: Permission): Allowance {
  const { viewer } = route.useRouteContext();
  return allowanceOf(viewer, permission);
}

/** Who is signed in. */
export function useViewer(): Viewer {
  return route.useRouteContext().viewer;
}
