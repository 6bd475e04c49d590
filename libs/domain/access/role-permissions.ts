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
  'evidence.attach',
  'vault.read',
  'promotion.request',
  'promotion.vote',
  'promotion.withdraw',
  'promotion.refresh',
  'upload.create',
];

const reading: readonly Permission[] = [...readPermissions, 'account.change', 'promotion.comment'];

/** Whoever hands out access signs and publishes nothing, nor sees what only signing needs; and workspaces are opened by whoever owns the machine. */
const notForAdmins: readonly Permission[] = [
  'fairness.small_cells',
  'promotion.vote',
  'promotion.break_glass',
  'policy.vote',
  'model.classify',
  'fairness.sign',
  'fairness.waive',
  'fairness.publish',
  'workspace.create',
];

/** What each role may do. A person with several roles may do what any of them may. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  subject_matter_expert: [
    ...reading,
    'fairness.small_cells',
    'vault.read',
    'fairness.run',
    'fairness.sign',
    'promotion.vote',
  ],
  data_scientist: [...reading, ...building],
  data_engineer: [
    ...reading,
    'dataset.register',
    'prediction.log',
    'label.log',
    'monitor.create',
    'monitor.run',
    'upload.create',
    'evidence.attach',
    'vault.read',
    'vault.write',
  ],
  ml_engineer: [
    ...reading,
    ...building,
    'promotion.activate',
    'promotion.roll_back',
    'promotion.break_glass',
  ],
  product_manager: [
    ...reading,
    'promotion.request',
    'promotion.vote',
    'promotion.withdraw',
    'policy.propose',
  ],
  risk_officer: [
    ...reading,
    'fairness.small_cells',
    'vault.read',
    'fairness.run',
    'fairness.sign',
    'fairness.waive',
    'fairness.publish',
    'promotion.vote',
    'promotion.break_glass',
    'promotion.refresh',
    'policy.propose',
    'policy.vote',
    'model.classify',
    'hold.read',
    'hold.place',
  ],
  auditor: [...reading, 'access.read', 'hold.read', 'fairness.small_cells', 'vault.read', 'webhook.read'],
  admin: everyPermission.filter((permission) => !notForAdmins.includes(permission)),
};

/** All roles, in the order of {@link rolePermissions}. */
export const roles = Object.keys(rolePermissions) as readonly Role[];
