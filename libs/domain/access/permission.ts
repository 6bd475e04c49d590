/**
 * Permissions that only look. `access.read`, `hold.read` and `fairness.small_cells` stand apart: they show tokens, invitations
 * and addresses, whose data is kept for a court, and numbers of so few people that they can point to persons. So does `vault.read`: which
 * sensitive attributes are held, of how many people, and who had them read; of nobody the value. `webhook.read` shows addresses
 * outside, which may be secrets themselves. `account.change` and `promotion.comment` are everybody's: to look after one's own
 * account, and to say something that changes nothing.
 */
export const readPermissions = [
  'dataset.read',
  'model.read',
  'monitor.read',
  'fairness.read',
  'promotion.read',
  'policy.read',
  'deployment.read',
  'evidence.read',
  'audit.read',
  'member.read',
] as const;

/** Permissions that change something. */
export const writePermissions = [
  'dataset.register',
  'model.register',
  'prediction.log',
  'label.log',
  'monitor.create',
  'monitor.run',
  'fairness.run',
  'fairness.sign',
  'fairness.waive',
  'fairness.publish',
  'evidence.attach',
  'promotion.request',
  'promotion.vote',
  'promotion.withdraw',
  'promotion.refresh',
  'promotion.activate',
  'promotion.roll_back',
  'promotion.break_glass',
  'policy.propose',
  'policy.vote',
  'model.classify',
  'upload.create',
  'vault.write',
  'token.create',
  'token.revoke',
  'member.invite',
  'member.manage',
  'member.erase',
  'hold.place',
  'retention.set',
  'webhook.configure',
  'workspace.create',
] as const;

/** What the server does by itself, on nobody's request: its jobs. */
const jobPermissions = [
  ...(['audit.sign', 'promotion.keep_terms', 'promotion.suspend'] as const),
  ...(['retention.apply', 'webhook.deliver'] as const),
] as const;

/** One thing an actor may be allowed to do; every door names the one it needs. */
export type Permission =
  | (typeof readPermissions)[number]
  | 'access.read'
  | 'hold.read'
  | 'fairness.small_cells'
  | 'vault.read'
  | 'webhook.read'
  | 'account.change'
  | 'promotion.comment'
  | (typeof writePermissions)[number]
  | (typeof jobPermissions)[number];

/** All permissions that a role or a scope may hold, reads first. */
export const everyPermission: readonly Permission[] = [
  ...readPermissions,
  'access.read',
  'hold.read',
  'fairness.small_cells',
  'vault.read',
  'webhook.read',
  'account.change',
  'promotion.comment',
  ...writePermissions,
];

/** What the server's own jobs may do; nobody else holds these. */
export const systemPermissions: readonly Permission[] = jobPermissions;

/** What the operator of the machine may do: open the door, and nothing behind it. */
export const operatorPermissions: readonly Permission[] = [
  'token.create',
  'token.revoke',
  'member.invite',
  'workspace.create',
];
