import fc from 'fast-check';
import { type Actor, type Role } from '../../access';
import { isRefusal } from '../../refusals';
import {
  builtInPolicy,
  decideActivation,
  decideReinstatement,
  decideSupersession,
  decideSuspension,
  reasonsAgainst,
  standing,
  suspensionGround,
  type Promotion,
  type SinceApproval,
} from '../index';

const day = 86_400_000;
const now = 1_000 * day;

/** Of the built-in policy, without a day on which somebody has to look again. */
const lasting = { ...builtInPolicy };
delete lasting.recertifyDays;

const active: Promotion = {
  target: { modelVersionId: 'v9', artifactDigest: 'z', environment: 'production', alias: 'champion' },
  ...{ state: 'active', round: 3, subjectDigest: 's', requesterId: 'r', policy: lasting },
  ...{
    gates: [],
    votes: [],
    approvedAt: now - 9 * day,
    expiresAt: now + 5 * day,
    activatedAt: now - 8 * day,
  },
};
const suspended: Promotion = { ...active, state: 'suspended' };
const quiet: SinceApproval = { lookedAt: now - 8 * day, alert: null, hasOwnerLeft: false, inForce: null };
const inForcePolicy = (recertifyDays?: number) => ({
  ...lasting,
  ...(recertifyDays !== undefined && { recertifyDays }),
});
const causeOf = (known: Partial<SinceApproval>, on: Promotion = active, at = now) =>
  suspensionGround(on, { ...quiet, ...known }, at)?.cause ?? null;
const person = (id: string, ...roles: Role[]): Actor => ({
  ...{ kind: 'person', id, name: id, workspaceId: 'w', roles },
});
const lifting = (on: Promotion, actor: Actor) => {
  const step = decideReinstatement(on, { actor, now });
  return isRefusal(step) ? step.code : step.state;
};

describe('what an approval rests on', () => {
  it('lives on while nothing happens', () => {
    expect(causeOf({})).toBeNull();
    expect(causeOf({}, active, now + 10_000 * day)).toBeNull();
  });

  it('P-88 ends with an alarm after somebody last looked, and names the monitor and the day', () => {
    const alert = { monitor: 'loud', at: Date.UTC(2026, 5, 3) };
    expect(suspensionGround(active, { ...quiet, lookedAt: alert.at - 1, alert }, alert.at)).toEqual({
      cause: 'alert',
      reason: 'The monitor “loud” alarmed on 2026-06-03.',
      findings: [],
    });
    expect(causeOf({ lookedAt: alert.at, alert }, active, alert.at)).toBeNull();
  });

  it('P-89 ends with the departure of who answers for it', () => {
    expect(causeOf({ hasOwnerLeft: true })).toBe('departure');
  });

  it.each<[number | undefined, number | undefined, number]>([
    [90, undefined, 90],
    [undefined, 90, 90],
    [90, 30, 30],
    [30, 90, 30],
  ])('P-90 of the terms %s and %s ends after %s days, to the millisecond', (own, inForce, days) => {
    const policy = { ...lasting, ...(own !== undefined && { recertifyDays: own }) };
    const known = { lookedAt: now, inForce: inForcePolicy(inForce) };
    expect(causeOf(known, { ...active, policy }, now + days * day - 1)).toBeNull();
    expect(causeOf(known, { ...active, policy }, now + days * day)).toBe('recertification');
    // A clock that is set back does not prolong it.
    expect(causeOf(known, { ...active, policy, seenAt: now + days * day }, now)).toBe('recertification');
  });

  it('P-90 only ages as time goes on: what is due stays due (seed 90)', () => {
    const known = fc.record({
      lookedAt: fc.integer({ min: 0, max: 50 }).map((days) => now - days * day),
      alert: fc.option(
        fc.record({
          monitor: fc.constant('m'),
          at: fc.integer({ min: -50, max: 0 }).map((n) => now + n * day),
        }),
      ),
      hasOwnerLeft: fc.boolean(),
      inForce: fc.option(fc.integer({ min: 1, max: 100 }).map(inForcePolicy)),
      evidence: fc.array(
        fc.record({
          gateId: fc.constantFrom(...builtInPolicy.gates.map(({ id }) => id)),
          producedAt: fc.integer({ min: -50, max: 0 }).map((n) => now + n * day),
          source: fc.constant(null),
        }),
        { maxLength: 3 },
      ),
      agesFrom: fc.integer({ min: -50, max: 0 }).map((n) => now + n * day),
    });
    fc.assert(
      fc.property(known, fc.nat({ max: 200 }), fc.nat({ max: 200 }), (since, one, other) => {
        const [sooner, later] = [Math.min(one, other), Math.max(one, other)];
        const isDue = (days: number) => suspensionGround(active, since, now + days * day) !== null;
        expect(isDue(sooner) && !isDue(later)).toBe(false);
      }),
      { seed: 90, numRuns: 300 },
    );
  });
});

describe('a suspended approval', () => {
  it('P-91 keeps its terms and permits nothing new, however good the gates are', () => {
    expect(decideSuspension(active, now)).toMatchObject({
      ...{ state: 'suspended', approvedAt: active.approvedAt, activatedAt: active.activatedAt },
    });
    const fresh = { policy: builtInPolicy, gates: [] };
    expect(decideActivation(suspended, fresh, now)).toMatchObject({ code: 'PROMOTION_SUSPENDED' });
    expect(reasonsAgainst(suspended, fresh, now).map(({ code }) => code)).toEqual(['PROMOTION_SUSPENDED']);
    expect(standing(suspended, now + 10_000 * day)).toBe('suspended');
    expect(decideSuspension(suspended, now)).toMatchObject({ code: 'PROMOTION_CLOSED' });
  });

  it('P-93 is lifted by whoever could have voted, and by nobody else', () => {
    expect(lifting(suspended, person('o', 'risk_officer'))).toBe('active');
    expect(lifting(suspended, person('e', 'subject_matter_expert'))).toBe('active');
    expect(lifting(suspended, person('m', 'ml_engineer', 'admin'))).toBe('ROLE_NOT_REQUIRED');
    expect(lifting(suspended, { ...person('s', 'risk_officer'), kind: 'service' })).toBe('ROLE_NOT_REQUIRED');
    expect(lifting(suspended, person('r', 'risk_officer'))).toBe('SELF_APPROVAL');
    const officer = person('o', 'risk_officer');
    expect(lifting({ ...suspended, sponsorId: 'o' }, officer)).toBe('SELF_APPROVAL');
    expect(lifting({ ...suspended, dependentIds: ['o'] }, officer)).toBe('SELF_APPROVAL');
    const contributors = [{ personId: 'o', as: 'trainers' as const }];
    expect(lifting({ ...suspended, contributors }, officer)).toBe('SELF_APPROVAL');
    expect(lifting(active, officer)).toBe('PROMOTION_CLOSED');
  });

  it('P-94 gives way to another promotion', () => {
    expect(decideSupersession(suspended, now)).toMatchObject({ state: 'superseded' });
  });
});
