import fc from 'fast-check';
import type { Role } from '../access';
import { type Contributor, deadlockText, fillSlots, findDeadlock, type Promotion, type Slot } from './index';
import { builtInPolicy } from './policies/built-in-policies';

const member = (personId: string, ...roles: Role[]) => ({ personId, name: personId, roles });
const officer = member('Riley', 'risk_officer');
const expert = member('Sam', 'subject_matter_expert');

const promotion = (changes: Partial<Promotion> = {}, slots: readonly Slot[] = builtInPolicy.slots) =>
  ({ requesterId: 'Dana', policy: { ...builtInPolicy, slots }, ...changes }) as Promotion;
const made = (personId: string, as: Contributor['as']): Contributor => ({ personId, as });

describe('findDeadlock', () => {
  it('P-47 finds none where everybody together can fill the seats', () => {
    expect(findDeadlock(promotion(), [expert, officer])).toEqual([]);
  });

  it.each([
    ['the requester', { requesterId: 'Riley' }, 'requester'],
    ['who answers for the service that asked', { sponsorId: 'Riley' }, 'requester'],
    ['who gave the requester their roles', { dependentIds: ['Riley'] }, 'dependent'],
    ['who ran the audit', { contributors: [made('Riley', 'evidence_editors')] }, 'evidence_editors'],
    ['who brought the data', { contributors: [made('Riley', 'labellers')] }, 'labellers'],
  ] as const)('P-47 says of %s why the seat stays empty', (_who, changes, because) => {
    const deadlock = findDeadlock(promotion(changes), [expert, officer]);
    expect(deadlock).toEqual([{ role: 'risk_officer', missing: 1, barred: [{ name: 'Riley', because }] }]);
    expect(deadlockText(deadlock)).toMatch(/^1 more person with the role risk officer .* cannot: Riley /);
  });

  it('P-47 is not fooled by one person with two roles, nor by one who is there twice', () => {
    const both = member('Bo', 'risk_officer', 'subject_matter_expert');
    expect(findDeadlock(promotion(), [both, both])).toHaveLength(1);
    expect(findDeadlock(promotion(), [both, officer])).toEqual([]);
  });

  it('P-47 says that nobody holds a role', () => {
    const deadlock = findDeadlock(promotion({}, [{ role: 'risk_officer', minimum: 2 }]), [officer]);
    expect(deadlock).toEqual([{ role: 'risk_officer', missing: 1, barred: [] }]);
    expect(deadlockText(deadlock)).toContain('nobody else holds it');
  });

  it('P-47 finds nobody for a seat whose role does not vote, but who votes by another', () => {
    const slots: Slot[] = [{ role: 'admin', minimum: 1 }];
    const deadlock = findDeadlock(promotion({}, slots), [member('Ira', 'admin'), officer]);
    expect(deadlock).toEqual([{ role: 'admin', missing: 1, barred: [] }]);
    expect(deadlockText(deadlock)).toBe(
      '1 more person with the role admin would have to vote, and nobody votes by that role alone.',
    );
    expect(findDeadlock(promotion({}, slots), [member('Ira', 'admin', 'risk_officer')])).toEqual([]);
    const of = { policy: { ...builtInPolicy, slots: [...builtInPolicy.slots, ...slots], distinctPeople: 3 } };
    expect(findDeadlock(promotion(of), [officer, expert, member('Ira', 'admin')])).toHaveLength(1);
  });

  it('P-47 agrees with trying every set of voters', () => {
    const roles: Role[] = ['risk_officer', 'subject_matter_expert', 'ml_engineer'];
    const people = fc.array(fc.subarray(roles), { maxLength: 5 });
    const slots = fc.array(
      fc.record({ role: fc.constantFrom(...roles), minimum: fc.integer({ min: 1, max: 2 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    const excluded = fc.subarray(['p0', 'p1', 'p2']);
    const property = fc.property(people, slots, excluded, (held, wanted, barred) => {
      const members = held.map((own, at) => member(`p${at}`, ...own));
      const free = members.filter(({ personId }) => !barred.includes(personId));
      const seats = wanted.flatMap(({ role, minimum }) => Array.from({ length: minimum }, () => role));
      const canSeat = (left: readonly Role[], rest: typeof free): boolean => {
        const [first, ...others] = left;
        if (first === undefined) return true;
        return rest.some(
          (one) =>
            one.roles.includes(first) &&
            canSeat(
              others,
              rest.filter((each) => each !== one),
            ),
        );
      };
      const deadlock = findDeadlock(promotion({ dependentIds: barred }, wanted), members);
      expect(deadlock.length === 0).toBe(canSeat(seats, free));
      const filled = fillSlots(wanted, free).filter(({ filledBy }) => filledBy !== null).length;
      expect(deadlock.reduce((sum, { missing }) => sum + missing, 0)).toBe(seats.length - filled);
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  it('P-63 finds too few different people where every seat could be filled', () => {
    const of = { policy: { ...builtInPolicy, distinctPeople: 3 } };
    expect(findDeadlock(promotion(of), [officer, expert])).toEqual([
      { role: 'risk_officer', missing: 1, barred: [] },
    ]);
    expect(findDeadlock(promotion(of), [officer, expert, member('Ola', 'risk_officer')])).toEqual([]);
    expect(findDeadlock(promotion(of), [officer, expert, member('Mel', 'ml_engineer')])).toHaveLength(1);
  });
});
