import type { Role } from '../../access';
import {
  builtInPolicy,
  diffPolicies,
  findDeadlock,
  freshDigest,
  joinPolicies,
  lintPolicy,
  originOf,
  policyDigest,
  policyTemplates,
  readPolicy,
  type Policy,
  type Promotion,
} from '../index';

const [floor, medium, high] = policyTemplates as [Policy, Policy, Policy];

/** One person for each role that there is, as in the demo. */
const roles: Role[] = [
  ...(['data_scientist', 'subject_matter_expert', 'ml_engineer', 'risk_officer'] as const),
  ...(['data_engineer', 'product_manager', 'auditor', 'admin'] as const),
];
const members = roles.map((role) => ({ personId: role, name: role, roles: [role] }));

/** What a data scientist asks for under these policies. */
function requested(parts: readonly Policy[]): Promotion {
  const target = { modelVersionId: 'v', artifactDigest: 'a', environment: 'production' as const };
  const promotion: Promotion = {
    ...{ target: { ...target, alias: 'champion' }, state: 'in_review', round: 1, subjectDigest: '' },
    ...{ requesterId: 'data_scientist', policy: joinPolicies(parts), gates: [], votes: [] },
    contributors: [
      { personId: 'data_scientist', as: 'trainers' },
      { personId: 'data_engineer', as: 'labellers' },
    ],
    ...{ approvedAt: null, expiresAt: null, activatedAt: null },
  };
  return { ...promotion, subjectDigest: freshDigest(promotion, promotion, 1) };
}

describe('the built-in policies', () => {
  it('P-18 P-175 keep their digests: votes are bound to them, and the database knows them by these', () => {
    expect(policyTemplates.map(policyDigest)).toEqual([
      '4361b8b55cea676f0225083b39978fbe12715ed215faafc724dc0353464f7e5c',
      '055a4871c5e4b7817c5d3e9864da37cb659c4a26423a93d546cd93dadc3e6275',
      '5c4fe038b99e6a838f69f8001d2b80d7843b5bf5aa49ed65829548f630471770',
    ]);
  });

  it('P-61 are the floor for every model, and one more for medium and for high risk', () => {
    expect(policyTemplates).toEqual([builtInPolicy, medium, high]);
    expect(policyTemplates.map(({ bind }) => bind?.riskTiers)).toEqual([undefined, ['medium'], ['high']]);
    expect(new Set(policyTemplates.map(({ alias, environment }) => `${environment}/${alias}`))).toEqual(
      new Set(['production/champion']),
    );
  });

  it.each([
    ['medium', floor, medium],
    ['high', medium, high],
  ])(
    'P-61 P-176 P-177 %s risk asks for more than the tier below in some rules, and for less in none',
    (_, below, policy) => {
      const changes = diffPolicies(below, policy).filter(
        ({ path }) => !['name', 'version', 'bind'].includes(path.split('/')[0] as string),
      );
      expect(changes.filter(({ tendency }) => tendency === 'stricter').length).toBeGreaterThan(3);
      expect(changes.filter(({ tendency }) => tendency !== 'stricter')).toEqual([]);
    },
  );

  it.each([
    ['medium', medium],
    ['high', high],
  ])('P-61 with the floor, the policy for %s risk holds as it is written', (_, policy) => {
    const joined = joinPolicies([floor, policy]);
    const byId = ({ gates }: Policy) => [...gates].sort((one, other) => (one.id < other.id ? -1 : 1));
    const byRole = ({ slots }: Policy) => [...slots].sort((one, other) => (one.role < other.role ? -1 : 1));
    const { bind, ...unbound } = policy;
    expect(bind).toBeDefined();
    expect(joined).toEqual({
      ...{ ...unbound, name: joined.name, version: 1, slots: byRole(policy), gates: byId(policy) },
      ...{ exclude: [...(policy.exclude ?? [])].sort(), recertifyOn: [...(policy.recertifyOn ?? [])].sort() },
    });
    const asked = originOf([floor, policy]).filter(({ policies }) => !policies.includes(`${policy.name}@1`));
    expect(asked).toEqual([]);
  });

  it('P-177 asks of high risk for three people of three roles, who have lately proved who they are', () => {
    expect(high.slots.map(({ role, minimum }) => [role, minimum])).toEqual([
      ['subject_matter_expert', 1],
      ['risk_officer', 1],
      ['ml_engineer', 1],
    ]);
    expect(high.stepUpMinutes).toBe(30);
    expect(policyTemplates.map(({ recertifyDays }) => recertifyDays)).toEqual([365, 180, 90]);
  });

  it.each(policyTemplates)(
    'P-179 the linter finds nothing against $name with one person for each role',
    (policy) => {
      expect(readPolicy(JSON.parse(JSON.stringify(policy)))).toEqual({ policy, faults: [] });
      expect(lintPolicy(policy, { members })).toEqual([]);
    },
  );

  it.each([
    ['low', [floor]],
    ['medium', [floor, medium]],
    ['high', [floor, high]],
  ])('P-179 P-47 one person for each role can fill every seat for %s risk', (_, parts) => {
    expect(findDeadlock(requested(parts), members)).toEqual([]);
  });

  it.each(policyTemplates)(
    'P-179 $name needs no key, no passkey and no limit that only the workspace knows, and allows no emergency',
    (policy) => {
      const kinds = policy.gates.map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind !== 'card')).toEqual(['drift', 'fairness', 'performance']);
      expect(policy.gates.find(({ kind }) => kind === 'card')?.severity ?? 'soft').toBe('soft');
      expect(policy).not.toHaveProperty('requirePasskey');
      expect(policy).not.toHaveProperty('breakGlass');
      expect(policy).not.toHaveProperty('escalateTo');
    },
  );
});
