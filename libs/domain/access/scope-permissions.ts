import { everyPermission, readPermissions, type Permission } from './permission';

/** How far a bearer token reaches. */
export type TokenScope = 'ingest' | 'read' | 'write' | 'admin';

/**
 * A signature, a publication, an account and a workspace are never a service's to give, nor small numbers of people its to see, nor
 * sensitive attributes its to hold.
 */
const forPeople: readonly Permission[] = [
  'fairness.small_cells',
  'vault.read',
  'vault.write',
  'promotion.vote',
  'policy.propose',
  'policy.vote',
  'model.classify',
  'promotion.roll_back',
  'promotion.break_glass',
  'fairness.sign',
  'fairness.waive',
  'fairness.publish',
  'account.change',
  'promotion.comment',
  'workspace.create',
];

/** Who may come in, what is kept of them, and what goes out. */
const administration: readonly Permission[] = [
  'access.read',
  'hold.read',
  'promotion.activate',
  'token.create',
  'token.revoke',
  'member.invite',
  'member.manage',
  'member.erase',
  'hold.place',
  'retention.set',
  'webhook.read',
  'webhook.configure',
];

/** What each token scope may do. No scope votes; only admin moves an alias or decides who comes in. */
export const scopePermissions: Readonly<Record<TokenScope, readonly Permission[]>> = {
  ingest: ['prediction.log', 'label.log', 'upload.create'],
  read: readPermissions,
  write: everyPermission.filter(
    (permission) => !forPeople.includes(permission) && !administration.includes(permission),
  ),
  admin: everyPermission.filter((permission) => !forPeople.includes(permission)),
};
