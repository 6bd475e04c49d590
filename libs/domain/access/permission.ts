/** Permissions that only look. */
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
  'promotion.request',
  'promotion.vote',
  'promotion.withdraw',
  'promotion.refresh',
  'promotion.activate',
  'upload.create',
  'token.create',
] as const;

/** One thing an actor may be allowed to do; every door names the one it needs. */
export type Permission = (typeof readPermissions)[number] | (typeof writePermissions)[number];

/** All permissions, reads first. */
export const everyPermission: readonly Permission[] = [...readPermissions, ...writePermissions];
