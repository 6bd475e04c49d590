export { isPermitted, permissionsOf, type Actor } from './actor';
export { everyPermission, readPermissions, writePermissions, type Permission } from './permission';
export { whoMay } from './role-names';
export { rolePermissions, roles, type Role } from './role-permissions';
export { scopePermissions, type TokenScope } from './scope-permissions';
