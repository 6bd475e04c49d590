import type { Permission } from '@countersign/domain/access';
import { getRouteApi } from '@tanstack/react-router';

const route = getRouteApi('/in');

/** Whether the roles of the person signed in allow something; the server decides again when it is done. */
export function useCan(permission: Permission): boolean {
  const { viewer } = route.useRouteContext();
  return viewer.permissions.includes(permission);
}
