import fc from 'fast-check';
import type { Role } from '../access';
import { fillSlots, type Approval, type Slot } from './index';

const approval = (personId: string, ...roles: Role[]): Approval => ({ personId, roles });
const expertAndOfficer: Slot[] = [
  { role: 'subject_matter_expert', minimum: 1 },
  { role: 'risk_officer', minimum: 1 },
];
const filled = (seats: readonly { filledBy: string | null }[]) =>
  seats.filter((seat) => seat.filledBy !== null).length;

/** The most seats any assignment fills, by trying every one. */
function mostSeats(seats: readonly Role[], people: readonly Approval[]): number {
  const [role, ...rest] = seats;
  if (role === undefined) return 0;
  const seatings = people.map((person, index) =>
    person.roles.includes(role)
      ? 1 +
        mostSeats(
          rest,
          people.filter((_, at) => at !== index),
        )
      : 0,
  );
  return Math.max(mostSeats(rest, people), ...seatings);
}

const role = fc.constantFrom<Role>('subject_matter_expert', 'risk_officer', 'data_scientist');
const slots = fc.array(fc.record({ role, minimum: fc.integer({ min: 1, max: 2 }) }), {
  minLength: 1,
  maxLength: 3,
});
const approvals = fc.array(
  fc.record({ personId: fc.constantFrom('a', 'b', 'c', 'd'), roles: fc.uniqueArray(role, { maxLength: 3 }) }),
  { maxLength: 5 },
);

describe('fillSlots', () => {
  it('P-12 moves a person with two roles to make room for one with one', () => {
    const seats = fillSlots(expertAndOfficer, [
      approval('both', 'subject_matter_expert', 'risk_officer'),
      approval('expert', 'subject_matter_expert'),
    ]);
    expect(seats).toEqual([
      { role: 'subject_matter_expert', filledBy: 'expert' },
      { role: 'risk_officer', filledBy: 'both' },
    ]);
  });

  it('P-12 does not make two people of two roles, nor of two approvals', () => {
    const both = approval('both', 'subject_matter_expert', 'risk_officer');
    expect(filled(fillSlots(expertAndOfficer, [both]))).toBe(1);
    expect(filled(fillSlots(expertAndOfficer, [both, both]))).toBe(1);
  });

  it('P-12 gives a seat for each of the minimum', () => {
    expect(fillSlots([{ role: 'risk_officer', minimum: 2 }], [approval('a', 'risk_officer')])).toEqual([
      { role: 'risk_officer', filledBy: 'a' },
      { role: 'risk_officer', filledBy: null },
    ]);
  });

  it('P-12 fills as many seats as any assignment could, with distinct people of the role (seed 12)', () => {
    fc.assert(
      fc.property(slots, approvals, (required, given) => {
        const distinct = given.filter(
          (one, at) => given.findIndex((other) => other.personId === one.personId) === at,
        );
        const seats = fillSlots(required, given);
        const best = mostSeats(
          required.flatMap((slot) => Array<Role>(slot.minimum).fill(slot.role)),
          distinct,
        );
        expect(filled(seats)).toBe(best);
        const seated = seats.flatMap(({ filledBy }) => (filledBy === null ? [] : [filledBy]));
        expect(new Set(seated).size).toBe(seated.length);
        for (const seat of seats) {
          const person = distinct.find((one) => one.personId === seat.filledBy);
          expect(seat.filledBy === null || person?.roles.includes(seat.role)).toBe(true);
        }
      }),
      { seed: 12, numRuns: 500 },
    );
  });
});
