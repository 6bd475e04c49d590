import fc from 'fast-check';
import { type Role } from '../../access';
import { fillSlots, thinPools } from '../index';

const roles: Role[] = ['risk_officer', 'subject_matter_expert', 'data_scientist'];
const who = (...held: Role[][]) => held.map((each) => ({ roles: each }));
const seats = (...minima: number[]) => ({
  slots: minima.map((minimum, at) => ({ role: roles[at] as Role, minimum })),
});

describe('thinPools', () => {
  it('P-166 names a role with as many people as seats, or fewer, and how many', () => {
    const policy = seats(2, 1);
    const [officer, expert] = [['risk_officer'], ['subject_matter_expert']] as [Role[], Role[]];
    expect(thinPools(policy, who(officer, officer, officer, expert, expert))).toEqual([]);
    expect(thinPools(policy, who(officer, officer, expert))).toEqual([
      { roles: ['risk_officer'], people: 2, asked: 2 },
      { roles: ['subject_matter_expert'], people: 1, asked: 1 },
    ]);
    expect(thinPools(policy, who(officer, expert, expert))).toEqual([
      { roles: ['risk_officer'], people: 1, asked: 2 },
    ]);
  });

  it('P-166 names roles together where the same people hold both', () => {
    const both: Role[] = ['risk_officer', 'subject_matter_expert'];
    expect(thinPools(seats(1, 1), who(both, both))).toEqual([{ roles: both, people: 2, asked: 2 }]);
    expect(thinPools(seats(1, 1), who(both, both, both))).toEqual([]);
  });

  it('P-166 counts the different people that a policy asks for, and no seat of a role that does not vote', () => {
    const both: Role[] = ['risk_officer', 'subject_matter_expert'];
    const policy = { ...seats(1, 1), distinctPeople: 3 };
    expect(thinPools(policy, who(both, both, both))).toEqual([{ roles: both, people: 3, asked: 3 }]);
    expect(thinPools({ slots: [{ role: 'auditor', minimum: 1 }] }, [])).toEqual([]);
  });

  it('P-166 is empty just where anybody may leave and every seat can be filled still (seed 166)', () => {
    const held = fc.uniqueArray(fc.constantFrom<Role>('risk_officer', 'subject_matter_expert', 'admin'), {
      maxLength: 3,
    });
    const members = fc.array(fc.record({ roles: held }), { maxLength: 6 });
    fc.assert(
      fc.property(members, fc.nat({ max: 2 }), fc.nat({ max: 2 }), (people, one, other) => {
        const { slots } = seats(one, other);
        const named = people.map((each, at) => ({ ...each, personId: String(at) }));
        const isFillable = (some: typeof named) =>
          fillSlots(slots, some).every(({ filledBy }) => filledBy !== null);
        const canSpareAnybody = named.every((gone) => isFillable(named.filter((each) => each !== gone)));
        const isFine = one + other === 0 || (isFillable(named) && named.length > 0 && canSpareAnybody);
        expect(thinPools({ slots }, people).length === 0).toBe(isFine);
      }),
      { seed: 166, numRuns: 500 },
    );
  });
});
