import { everyPermission, readPermissions, type Permission } from './permission';

/** A person's job in a workspace. */
export type Role =
  | 'subject_matter_expert'
  | 'data_scientist'
  | 'data_engineer'
  | 'ml_engineer'
  | 'product_manager'
  | 'risk_officer'
  | 'auditor'
  | 'admin';

const building: readonly Permission[] = [
  'dataset.register',
  'model.register',
  'prediction.log',
  'label.log',
  'monitor.create',
  'monitor.run',
  'fairness.run',
  'promotion.request',
  'promotion.vote',
  'promotion.withdraw',
  'promotion.refresh',
  'upload.create',
];

/** What each role may do. A person with several roles may do what any of them may. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  subject_matter_expert: [...readPermissions, 'fairness.run', 'promotion.vote'],
  data_scientist: [...readPermissions, ...building],
  data_engineer: [
    ...readPermissions,
    'dataset.register',
    'prediction.log',
    'label.log',
    'monitor.create',
    'monitor.run',
    'upload.create',
  ],
  ml_engineer: [...readPermissions, ...building, 'promotion.activate'],
  product_manager: [...readPermissions, 'promotion.request', 'promotion.vote', 'promotion.withdraw'],
  risk_officer: [...readPermissions, 'fairness.run', 'promotion.vote', 'promotion.refresh'],
  auditor: readPermissions,
  admin: everyPermission.filter((permission) => permission !== 'promotion.vote'),
};

/** All roles, in the order of {@link rolePermissions}. */
export const roles = Object.keys(rolePermissions) as readonly Role[];
