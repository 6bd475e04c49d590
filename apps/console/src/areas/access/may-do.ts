import {
  everyPermission,
  readPermissions,
  rolePermissions,
  scopePermissions,
  type Permission,
  type TokenScope,
} from '@countersign/domain/access';
import { listOf } from '../../format/words';
import type { Role, TokenScope as WireScope } from '../../gql/graphql';
import { t } from '../../texts';

/** What people call a handful of permissions that go together. */
const abilities = {
  registerDatasets: ['dataset.register'],
  registerModels: ['model.register'],
  logRows: ['prediction.log', 'label.log', 'upload.create'],
  holdAttributes: ['vault.write'],
  monitors: ['monitor.create', 'monitor.run'],
  fairness: ['fairness.run'],
  signAudits: ['fairness.sign'],
  waive: ['fairness.waive'],
  publish: ['fairness.publish'],
  seeSmallCells: ['fairness.small_cells'],
  request: ['promotion.request', 'promotion.withdraw'],
  refresh: ['promotion.refresh'],
  discuss: ['promotion.comment'],
  vote: ['promotion.vote'],
  attachEvidence: ['evidence.attach'],
  proposePolicies: ['policy.propose'],
  decidePolicies: ['policy.vote'],
  classify: ['model.classify'],
  activate: ['promotion.activate'],
  rollBack: ['promotion.roll_back'],
  breakGlass: ['promotion.break_glass'],
  seeAccess: ['access.read'],
  people: ['member.invite', 'member.manage', 'token.create', 'token.revoke'],
  hold: ['hold.place'],
  erase: ['member.erase'],
  retain: ['retention.set'],
  webhooks: ['webhook.configure'],
  workspaces: ['workspace.create'],
} as const satisfies Record<string, readonly Permission[]>;

export type AbilityName = keyof typeof abilities;
const names = Object.keys(abilities) as AbilityName[];

/** Which abilities a set of permissions amounts to. */
export const abilitiesOf = (permissions: readonly Permission[]): AbilityName[] =>
  names.filter((name) => abilities[name].every((permission) => permissions.includes(permission)));

/** What no ability names: reading, and one's own account. */
export const unnamed: readonly Permission[] = everyPermission.filter(
  (permission) => !names.some((name) => (abilities[name] as readonly Permission[]).includes(permission)),
);

const words = (given: readonly AbilityName[]): string => listOf(given.map((name) => t(`access.may.${name}`)));

/** They change nothing. */
const looks: readonly AbilityName[] = ['seeAccess', 'seeSmallCells', 'discuss'];

/** More than this are easier to tell by what is missing. */
const mostListed = 9;

/** What a set of permissions allows, in a sentence or two. */
export function mayDo(permissions: readonly Permission[]): string {
  const reads = readPermissions.every((permission) => permissions.includes(permission));
  const held = abilitiesOf(permissions);
  const missing = names.filter((name) => !held.includes(name));
  const isReader = held.every((name) => looks.includes(name));
  const parts = [
    reads ? t('access.may.readsAll') : t('access.may.readsNothing'),
    held.length === 0
      ? ''
      : held.length > mostListed
        ? t('access.may.mayAllBut', { list: words(missing) })
        : t('access.may.may', { list: words(held) }),
    isReader ? t('access.may.changesNothing') : '',
  ];
  return parts.filter(Boolean).join(' ');
}

const lower = <Name extends string>(name: Name) => name.toLowerCase() as Lowercase<Name>;

/** What a role allows, from the table that the server asks. */
export const roleMayDo = (role: Role): string => mayDo(rolePermissions[lower(role)]);

/** What a token of a scope may do, from the table that the server asks. */
export const scopeMayDo = (scope: WireScope): string =>
  mayDo(scopePermissions[lower(scope) satisfies TokenScope]);
