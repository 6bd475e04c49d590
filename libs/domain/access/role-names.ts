import type { Permission } from './permission';
import { rolePermissions, roles, type Role } from './role-permissions';

/** What people call each role, in labels and in sentences; some of these are kept and signed as they are. */
export const roleNames: Readonly<Record<Role, string>> = {
  subject_matter_expert: 'subject-matter expert',
  data_scientist: 'data scientist',
  data_engineer: 'data engineer',
  ml_engineer: 'ML engineer',
  product_manager: 'product manager',
  risk_officer: 'risk officer',
  auditor: 'auditor',
  admin: 'admin',
};

/**
 * The roles that hold a permission, as words.
 * @example whoMay('promotion.activate') // 'ML engineer or admin'
 */
export function whoMay(permission: Permission): string {
  const names = roles
    .filter((role) => rolePermissions[role].includes(permission))
    .map((role) => roleNames[role]);
  const last = names.at(-1) ?? 'nobody';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${last}` : last;
}
