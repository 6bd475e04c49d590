export { isPermitted, permissionsOf, type Actor, type SessionStrength } from './actor';
export {
  everyPermission,
  operatorPermissions,
  readPermissions,
  systemPermissions,
  writePermissions,
  type Permission,
} from './permission';
export { roleNames, whoMay } from './role-names';
export { rolePermissions, roles, type Role } from './role-permissions';
export { scopePermissions, type TokenScope } from './scope-permissions';
