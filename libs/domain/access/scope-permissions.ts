import { everyPermission, readPermissions, type Permission } from './permission';

/** How far a bearer token reaches. */
export type TokenScope = 'ingest' | 'read' | 'write' | 'admin';

/** What each token scope may do. No scope votes; only admin moves an alias or makes tokens. */
export const scopePermissions: Readonly<Record<TokenScope, readonly Permission[]>> = {
  ingest: ['prediction.log', 'label.log', 'upload.create'],
  read: readPermissions,
  write: everyPermission.filter(
    (permission) => !['promotion.vote', 'promotion.activate', 'token.create'].includes(permission),
  ),
  admin: everyPermission.filter((permission) => permission !== 'promotion.vote'),
};
