import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  everyPermission,
  isPermitted,
  permissionsOf,
  readPermissions,
  rolePermissions,
  roles,
  scopePermissions,
  systemPermissions,
  writePermissions,
  type Actor,
  type Permission,
  type Role,
  type TokenScope,
} from './index';

const person = (held: Role[], scope?: TokenScope): Actor => ({
  kind: 'person',
  id: 'p1',
  name: 'Ada',
  workspaceId: 'w1',
  roles: held,
  ...(scope === undefined ? {} : { scope }),
});
const service = (scope?: TokenScope, held: Role[] = []): Actor => ({
  ...person(held, scope),
  kind: 'service',
});
const operator: Actor = { ...person(['admin']), kind: 'operator' };
const sorted = (permissions: Iterable<string>) => [...permissions].sort();

// One row a permission; columns: sme, data scientist, data engineer, ml engineer, product, risk, auditor, admin.
const table: Partial<Record<Permission, string>> = {
  'dataset.read': 'xxxxxxxx',
  'model.read': 'xxxxxxxx',
  'monitor.read': 'xxxxxxxx',
  'fairness.read': 'xxxxxxxx',
  'promotion.read': 'xxxxxxxx',
  'policy.read': 'xxxxxxxx',
  'deployment.read': 'xxxxxxxx',
  'evidence.read': 'xxxxxxxx',
  'audit.read': 'xxxxxxxx',
  'member.read': 'xxxxxxxx',
  'access.read': '......xx',
  'hold.read': '.....xxx',
  'fairness.small_cells': 'x....xx.',
  'vault.read': 'xxxx.xxx',
  'webhook.read': '......xx',
  'account.change': 'xxxxxxxx',
  'promotion.comment': 'xxxxxxxx',
  'dataset.register': '.xxx...x',
  'model.register': '.x.x...x',
  'prediction.log': '.xxx...x',
  'label.log': '.xxx...x',
  'monitor.create': '.xxx...x',
  'monitor.run': '.xxx...x',
  'fairness.run': 'xx.x.x.x',
  'fairness.sign': 'x....x..',
  'fairness.waive': '.....x..',
  'fairness.publish': '.....x..',
  'evidence.attach': '.xxx...x',
  'promotion.request': '.x.xx..x',
  'promotion.vote': 'xx.xxx..',
  'promotion.withdraw': '.x.xx..x',
  'promotion.refresh': '.x.x.x.x',
  'promotion.activate': '...x...x',
  'promotion.roll_back': '...x...x',
  'promotion.break_glass': '...x.x..',
  'policy.propose': '....xx.x',
  'policy.vote': '.....x..',
  'model.classify': '.....x..',
  'upload.create': '.xxx...x',
  'vault.write': '..x....x',
  'token.create': '.......x',
  'token.revoke': '.......x',
  'member.invite': '.......x',
  'member.manage': '.......x',
  'member.erase': '.......x',
  'hold.place': '.....x.x',
  'retention.set': '.......x',
  'webhook.configure': '.......x',
  'workspace.create': '........',
};
const columns: Role[] = [
  'subject_matter_expert',
  'data_scientist',
  'data_engineer',
  'ml_engineer',
  'product_manager',
  'risk_officer',
  'auditor',
  'admin',
];
const scopeColumns: TokenScope[] = ['ingest', 'read', 'write', 'admin'];

/** The rows of a permission table of the page: permission → a mark a column. */
function documented(heading: string): Record<string, string> {
  const page = readFileSync(join(__dirname, '../../../docs/spec/access.md'), 'utf8');
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  const rows = [...section.matchAll(/^\| ([a-z]+\.[a-z_]+) +\|(.+)\|$/gm)];
  return Object.fromEntries(
    rows.map(([, permission, cells = '']) => [
      permission,
      cells
        .split('|')
        .map((cell) => cell.trim() || '.')
        .join(''),
    ]),
  );
}

describe('roles', () => {
  it('A-1 denies everything to nobody, and to a person without roles', () => {
    for (const permission of everyPermission) {
      expect(isPermitted(null, permission)).toBe(false);
      expect(isPermitted(undefined, permission)).toBe(false);
      expect(isPermitted(person([]), permission)).toBe(false);
    }
  });

  it('A-2 names every role and every permission', () => {
    expect(sorted(roles)).toEqual(sorted(columns));
    expect(sorted(everyPermission)).toEqual(sorted(Object.keys(table)));
  });

  it.each(columns.map((role, index) => [role, index] as const))('A-2 grants %s its column', (role, index) => {
    const granted = everyPermission.filter((permission) => isPermitted(person([role]), permission));
    expect(granted).toEqual(everyPermission.filter((permission) => table[permission]?.[index] === 'x'));
  });

  it('A-2 documents the table as it is', () => {
    expect(documented('Roles')).toEqual(table);
  });

  it('A-3 gives a person with two roles the union of both', () => {
    const both = permissionsOf(person(['data_engineer', 'risk_officer']));
    expect(sorted(both)).toEqual(
      sorted(new Set([...rolePermissions.data_engineer, ...rolePermissions.risk_officer])),
    );
  });

  it('A-4 lets an auditor read all and write nothing', () => {
    const auditor = person(['auditor']);
    expect(readPermissions.every((permission) => isPermitted(auditor, permission))).toBe(true);
    expect(writePermissions.some((permission) => isPermitted(auditor, permission))).toBe(false);
  });

  it('A-5 lets a subject-matter expert write three things', () => {
    const expert = person(['subject_matter_expert']);
    expect(writePermissions.filter((permission) => isPermitted(expert, permission))).toEqual([
      'fairness.run',
      'fairness.sign',
      'promotion.vote',
    ]);
  });

  it('A-6 denies an admin only signatures, small numbers of people and the opening of workspaces', () => {
    const denied = everyPermission.filter((permission) => !isPermitted(person(['admin']), permission));
    expect(denied).toEqual([
      ...['fairness.small_cells', 'fairness.sign', 'fairness.waive', 'fairness.publish'],
      ...['promotion.vote', 'promotion.break_glass', 'policy.vote', 'model.classify', 'workspace.create'],
    ]);
  });

  it('A-13 grants nothing for a role or scope it does not know', () => {
    const unknownRole = person(['owner' as Role, 'constructor' as Role]);
    const unknownScope = service('root' as TokenScope);
    expect(everyPermission.some((permission) => isPermitted(unknownRole, permission))).toBe(false);
    expect(everyPermission.some((permission) => isPermitted(unknownScope, permission))).toBe(false);
  });
});

describe('tokens', () => {
  it.each(scopeColumns)('A-7 lets a service with scope %s do just that', (scope) => {
    expect(sorted(permissionsOf(service(scope)))).toEqual(sorted(scopePermissions[scope]));
    expect(sorted(permissionsOf(service(scope, ['ml_engineer'])))).toEqual(sorted(scopePermissions[scope]));
  });

  it('A-7 lets a service without a scope do nothing, whatever its roles', () => {
    expect(permissionsOf(service(undefined, ['admin'])).size).toBe(0);
  });

  it('A-7 documents the scopes as they are', () => {
    const marks = everyPermission.map((permission) => [
      permission,
      scopeColumns.map((scope) => (scopePermissions[scope].includes(permission) ? 'x' : '.')).join(''),
    ]);
    expect(documented('Token scopes')).toEqual(Object.fromEntries(marks));
  });

  it.each(scopeColumns)(
    'A-8 never lets a service with scope %s sign, nor see small numbers of people',
    (scope) => {
      for (const signature of [
        'promotion.vote',
        'policy.propose',
        'policy.vote',
        'model.classify',
        'fairness.sign',
        'fairness.waive',
        'fairness.publish',
        'fairness.small_cells',
        'promotion.comment',
      ] as const)
        expect(isPermitted(service(scope, ['risk_officer']), signature)).toBe(false);
    },
  );

  it('A-9 limits ingest to three writes', () => {
    expect(sorted(scopePermissions.ingest)).toEqual(['label.log', 'prediction.log', 'upload.create']);
  });

  it.each(['promotion.activate', 'token.create', 'member.invite', 'member.manage', 'access.read'] as const)(
    'A-10 grants %s to no scope but admin',
    (permission) => {
      expect(scopeColumns.filter((scope) => isPermitted(service(scope), permission))).toEqual(['admin']);
    },
  );

  it("A-11 narrows a person's roles to the token's scope", () => {
    expect(sorted(permissionsOf(person(['data_engineer'], 'read')))).toEqual(sorted(readPermissions));
    expect(sorted(permissionsOf(person(['auditor'], 'admin')))).toEqual(
      sorted([...readPermissions, 'access.read', 'hold.read', 'webhook.read']),
    );
  });

  it('A-12 lets the operator open the door and nothing behind it', () => {
    expect(sorted(permissionsOf(operator))).toEqual([
      'member.invite',
      'token.create',
      'token.revoke',
      'workspace.create',
    ]);
  });

  it("A-14 keeps the server's own jobs to themselves", () => {
    const system: Actor = { ...person(['admin']), kind: 'system' };
    expect(sorted(permissionsOf(system))).toEqual([
      ...['audit.sign', 'promotion.keep_terms', 'promotion.suspend', 'retention.apply', 'webhook.deliver'],
    ]);
    for (const permission of systemPermissions) {
      const others = [
        operator,
        ...columns.map((role) => person([role])),
        ...scopeColumns.map((scope) => service(scope)),
      ];
      expect(others.some((actor) => isPermitted(actor, permission))).toBe(false);
    }
  });

  it('A-13 is not fooled by a role that spells several', () => {
    expect(isPermitted(person(['admin']), 'token.create')).toBe(true);
    expect(isPermitted(person(['auditor admin' as Role]), 'token.create')).toBe(false);
    expect(isPermitted(person([], 'admin'), 'dataset.read')).toBe(false);
  });
});
