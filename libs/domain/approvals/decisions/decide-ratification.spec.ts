import fc from 'fast-check';
import { type Role } from '../../access';
import { isRefusal } from '../../refusals';
import {
  builtInPolicy,
  decideActivation,
  decideRatification,
  freshDigest,
  ratifies,
  type GateResult,
  type GateVerdict,
  type Policy,
  type Promotion,
  type Vote,
} from '../index';

const now = 1_000_000_000;
const hour = 3_600_000;
const policy: Policy = { ...builtInPolicy, exclude: [], breakGlass: { ttlHours: 4, perMonth: 2 } };

const gatesOf = (verdicts: readonly GateVerdict[], evidence = 'e'): GateResult[] =>
  policy.gates.map(({ id, kind }, at) => ({
    ...{ gateId: id, kind, verdict: verdicts[at] ?? 'pass', requirement: '', reason: 'It is so.' },
    evidenceDigest: `${evidence} ${id}`,
  }));

const vote = (personId: string, role: Role, changes: Partial<Vote> = {}): Vote => ({
  ...{ personId, roles: [role], castAs: [role], decision: 'approve', round: 1, castAt: now - 1, ...changes },
});

/** Every seat is filled, and the gates had passed. */
function complete(changes: Partial<Promotion> = {}): Promotion {
  const target: Promotion['target'] = {
    ...{ modelVersionId: 'v', artifactDigest: 'a', environment: 'production', alias: 'champion' },
  };
  const gates = gatesOf([]);
  return {
    ...{ target, state: 'provisional', round: 1, requesterId: 'dana', sponsorId: null, policy, gates },
    ...{ subjectDigest: freshDigest({ target }, { policy, gates }, 1), contributors: [], dependentIds: [] },
    votes: [vote('sam', 'subject_matter_expert'), vote('riley', 'risk_officer')],
    ...{ requestedAt: 0, approvedAt: null, expiresAt: null, activatedAt: now - hour, earlier: [] },
    emergency: {
      ...{ id: 'e', round: 1, subjectDigest: '', incident: 'i', proposerId: 'mel', proposedAt: now - hour },
      ...{ confirmerId: 'rhea', confirmedAt: now - hour, until: now + hour },
    },
    ...changes,
  };
}

const stateOf = (...of: Parameters<typeof decideRatification>) => {
  const decision = decideRatification(...of);
  return isRefusal(decision) ? decision.code : decision.state;
};

describe('the step that ratifies an emergency', () => {
  it('P-170 ratifies on what holds, and on nothing else', () => {
    const promotion = complete();
    expect(stateOf(promotion, { policy, gates: gatesOf([]) }, now)).toBe('active');
    expect(stateOf(promotion, { policy, gates: gatesOf(['unknown']) }, now)).toBe('provisional');
    expect(stateOf(promotion, { policy, gates: gatesOf([], 'other') }, now)).toBe('STALE_ROUND');
    expect(stateOf(promotion, { policy: { ...policy, approvalTtlDays: 1 }, gates: gatesOf([]) }, now)).toBe(
      'STALE_ROUND',
    );
    expect(ratifies(promotion, { state: 'active' })).toBe(true);
    expect(ratifies({ state: 'suspended' }, { state: 'active' })).toBe(false);
  });

  it('P-170 P-16 ratifies exactly where an approval of the same could be activated', () => {
    const verdict = fc.constantFrom<GateVerdict>('pass', 'pass', 'pass', 'fail', 'unknown');
    let held = 0;
    const property = fc.property(
      fc.array(verdict, { minLength: 3, maxLength: 3 }),
      fc.constantFrom('e', 'e', 'other'),
      fc.constantFrom(policy, policy, { ...policy, rollbackDays: 1 }),
      fc.subarray(complete().votes.slice(), { minLength: 1 }),
      (verdicts, evidence, inForce, votes) => {
        const fresh = { policy: inForce, gates: gatesOf(verdicts, evidence) };
        const ratified = stateOf(complete({ votes }), fresh, now) === 'active';
        held += ratified ? 1 : 0;
        const approved = complete({ votes, state: 'approved', approvedAt: now - 1, expiresAt: now + hour });
        expect(ratified).toBe(!isRefusal(decideActivation(approved, fresh, now)));
      },
    );
    fc.assert(property, { seed: 170, numRuns: 300 });
    expect(held).toBeGreaterThan(5);
  });
});
