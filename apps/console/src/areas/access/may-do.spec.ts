import { everyPermission, rolePermissions, roles, scopePermissions } from '@countersign/domain/access';
import { abilitiesOf, mayDo, roleMayDo, scopeMayDo, unnamed } from './may-do';

const sets = { ...rolePermissions, ...scopePermissions };

describe('mayDo', () => {
  it('names every permission but reading and the own account', () => {
    expect(unnamed.filter((permission) => !permission.endsWith('.read'))).toEqual(['account.change']);
  });

  it.each(Object.keys(sets) as (keyof typeof sets)[])('leaves out nothing that %s holds', (name) => {
    const held = sets[name].filter((permission) => !unnamed.includes(permission));
    const told = abilitiesOf(held);
    const without = everyPermission.filter((permission) => !held.includes(permission));
    // Every permission held lies in an ability that is held whole, so that the sentence says no more and no less.
    for (const permission of held) {
      const rest = abilitiesOf(held.filter((each) => each !== permission));
      expect(rest.length).toBeLessThan(told.length);
    }
    expect(abilitiesOf(without).some((ability) => told.includes(ability))).toBe(false);
  });

  it('tells few abilities by name and nearly all by what is missing', () => {
    expect(roleMayDo('SUBJECT_MATTER_EXPERT')).toBe(
      'Reads everything. May run fairness audits, sign fairness audits, see small numbers of people in fairness audits, discuss promotions and sign promotions.',
    );
    expect(roleMayDo('AUDITOR')).toBe(
      'Reads everything. May see small numbers of people in fairness audits, discuss promotions and see addresses, invitations and tokens. Changes nothing.',
    );
    expect(roleMayDo('ADMIN')).toBe(
      'Reads everything. May do everything except sign fairness audits, waive criteria of fairness audits, publish summaries of fairness audits, see small numbers of people in fairness audits, sign promotions, decide on changes of policies, classify models, let a version serve in an emergency and open workspaces.',
    );
    expect(scopeMayDo('INGEST')).toBe('Reads nothing. May upload predictions and labels.');
    expect(scopeMayDo('READ')).toBe('Reads everything. Changes nothing.');
    expect(mayDo([])).toBe('Reads nothing. Changes nothing.');
  });

  it('has a sentence for each role', () => {
    const sentences = roles.map((role) => mayDo(rolePermissions[role]));
    expect(new Set(sentences).size).toBe(roles.length);
  });
});
