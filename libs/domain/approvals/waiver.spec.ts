import fc from 'fast-check';
import { type Actor, type Role, roles as allRoles } from '../access';
import { isRefusal } from '../refusals';
import {
  briefOf,
  builtInPolicy,
  decide,
  decideActivation,
  decideRefresh,
  decideWaiver,
  diffPolicies,
  freshDigest,
  type GateResult,
  type GateVerdict,
  inboxKindOf,
  joinPolicies,
  type Policy,
  type Promotion,
  readPolicy,
  reasonsAgainst,
  viewerActions,
  type Vote,
  type Waiver,
  waiverOf,
  waiversInForce,
} from './index';

const day = 86_400_000;
const now = 1_000 * day;
const person = (id: string, ...roles: Role[]): Actor => ({
  ...{ kind: 'person', id, name: id, workspaceId: 'w', roles },
});
const officer = person('officer', 'risk_officer');
const expert = person('expert', 'subject_matter_expert');
const policy: Policy = {
  ...builtInPolicy,
  gates: builtInPolicy.gates.map((gate, at) => (at === 0 ? { ...gate, severity: 'soft' } : gate)),
};
const [soft, hard] = policy.gates.map(({ id }) => id) as [string, string];

const gates = (first: GateVerdict = 'fail', change: Partial<GateResult> = {}): GateResult[] =>
  policy.gates.map(({ id, kind }, at) => ({
    ...{ gateId: id, kind, requirement: 'r', reason: 'Found.', evidenceDigest: `e-${id}`, verdict: 'pass' },
    ...(at === 0 && { verdict: first, ...change }),
  }));
const vote = ({ id, roles }: Actor): Vote => ({
  ...{ personId: id, roles, castAs: roles, decision: 'approve', round: 1, castAt: now },
});

function promotion(changes: Partial<Promotion> = {}): Promotion {
  const on: Promotion = {
    target: { modelVersionId: 'v', artifactDigest: 'a', environment: 'production', alias: 'champion' },
    ...{ state: 'blocked', round: 1, subjectDigest: '', requesterId: 'asker', policy, gates: gates() },
    ...{ votes: [], approvedAt: null, expiresAt: null, activatedAt: null },
    ...changes,
  };
  return { ...on, subjectDigest: changes.subjectDigest ?? freshDigest(on, on, on.round) };
}
const waive = (on: Promotion, actor: Actor = officer, gateId = soft) =>
  decideWaiver(on, { gateId, subjectDigest: on.subjectDigest }, { actor, now });
const outcome = (step: ReturnType<typeof waive>) => (isRefusal(step) ? step.code : step.state);
const waived = (on: Promotion, actor: Actor = officer): Promotion => {
  const step = waive(on, actor);
  if (isRefusal(step)) throw new Error(step.code);
  return { ...on, ...step, waivers: [waiverOf(on, { gateId: soft }, { actor, now })] };
};
const voted = promotion({ votes: [vote(officer), vote(expert)] });

describe('a gate that may be waived', () => {
  it.each(['fail', 'unknown'] as const)(
    'GE-20 holds an approval up while it is %s, and not once it is waived',
    (verdict) => {
      const on = promotion({ gates: gates(verdict), votes: [vote(officer), vote(expert)] });
      expect(outcome(decideRefresh(on, on, now))).toBe('blocked');
      expect(outcome(waive(on))).toBe('approved');
      expect(outcome(waive({ ...on, votes: [] }))).toBe('in_review');
      expect(reasonsAgainst(on, on, now).map(({ message }) => message)).toEqual([
        `Drift is quiet (${verdict}, can be waived): Found.`,
      ]);
      expect(reasonsAgainst(waived(on), { ...on, servingVersionId: null }, now)).toEqual([]);
    },
  );

  it('GE-20 stays held up by any other gate', () => {
    const both = gates().map((gate) => ({ ...gate, verdict: 'fail' as const }));
    const on = promotion({ gates: both, votes: [vote(officer), vote(expert)] });
    expect(outcome(waive(on))).toBe('blocked');
  });

  it.each<[what: string, gateId: string, on: Promotion]>([
    ['that is hard', hard, promotion()],
    ['that passes', soft, promotion({ gates: gates('pass') })],
    ['that was not evaluated', soft, promotion({ gates: gates().slice(1) })],
    ['that nobody knows', 'other', promotion()],
    ['that was waived', soft, { ...waived(promotion()), state: 'blocked' }],
    ['for information', soft, promotion({ policy: withSeverity('info') })],
    ['that is absolute', soft, promotion({ policy: withSeverity('absolute') })],
  ])('GE-20 refuses to waive a gate %s', (_, gateId, on) => {
    expect(outcome(waive(on, officer, gateId))).toBe('GATE_NOT_WAIVABLE');
  });

  it('GE-20 is never a signature, whatever the policy says', () => {
    const signature: Policy['gates'][number] = {
      ...{ id: soft, title: 's', kind: 'signature', publicKey: 'k', severity: 'soft' },
    };
    const signed = { ...policy, gates: [signature, ...policy.gates.slice(1)] };
    expect(outcome(waive(promotion({ policy: signed })))).toBe('GATE_NOT_WAIVABLE');
  });

  it('GE-20 is nothing that is waived without a passkey where votes need one', () => {
    const signed = { ...policy, requirePasskey: true as const };
    const on = promotion({ policy: signed, votes: voted.votes });
    expect(outcome(waive(on))).toBe('GATE_NOT_WAIVABLE');
    expect(waiversInForce({ ...waived(voted), policy: signed })).toEqual([]);
  });

  it('GE-21 is waived by somebody who could vote, on what they were looking at', () => {
    const on = promotion();
    expect(outcome(waive(on, person('asker', 'risk_officer')))).toBe('SELF_APPROVAL');
    expect(outcome(waive({ ...on, dependentIds: ['officer'] }))).toBe('SELF_APPROVAL');
    const made = { contributors: [{ personId: 'officer', as: 'evidence_editors' }] } as const;
    expect(outcome(waive({ ...on, ...made }))).toBe('SELF_APPROVAL');
    expect(outcome(waive(on, person('engineer', 'ml_engineer', 'admin')))).toBe('ROLE_NOT_REQUIRED');
    expect(outcome(waive(on, { ...officer, kind: 'service' }))).toBe('ROLE_NOT_REQUIRED');
    expect(outcome(decideWaiver(on, { gateId: soft, subjectDigest: 'x' }, { actor: officer, now }))).toBe(
      'STALE_ROUND',
    );
    const fresh = promotion({ policy: { ...policy, stepUpMinutes: 5 } });
    expect(outcome(waive(fresh))).toBe('STEP_UP_REQUIRED');
    expect(outcome(waive(fresh, { ...officer, authenticatedAt: now }))).toBe('in_review');
    expect(outcome(waive(on, expert))).toBe('in_review');
  });

  it('GE-21 is shown as possible to whoever would not be refused', () => {
    const shown = (on: Promotion, actor: Actor) =>
      viewerActions(on, actor, now).find(({ action }) => action === 'waive');
    expect(shown(promotion(), officer)).toEqual({ action: 'waive', allowed: true });
    expect(shown(promotion(), person('asker', 'risk_officer'))).toMatchObject({ code: 'SELF_APPROVAL' });
    expect(shown(promotion({ gates: gates('pass') }), officer)).toMatchObject({ code: 'GATE_NOT_WAIVABLE' });
    expect(shown(promotion(), person('a', 'auditor'))).toMatchObject({ allowed: false });
  });

  it('GE-21 is told to those who voted already, when nothing else holds it up', () => {
    const mine = { ...voted, votes: [vote(officer)] };
    expect(inboxKindOf(mine, officer, now)).toBe('waive');
    expect(inboxKindOf(mine, expert, now)).toBe('review');
    const both = gates().map((gate) => ({ ...gate, verdict: 'fail' as const }));
    expect(inboxKindOf(promotion({ gates: both, votes: mine.votes }), officer, now)).toBeNull();
  });

  it('GE-22 counts on exactly what was waived, until the next round', () => {
    const on = waived(voted);
    expect(waiversInForce(on).map(({ gateId }) => gateId)).toEqual([soft]);
    const others: Partial<GateResult>[] = [
      { verdict: 'unknown' },
      { reason: 'Something else.' },
      { evidenceDigest: 'other' },
    ];
    for (const other of others) {
      const found = { ...on, gates: gates('fail', other) };
      expect(waiversInForce(found)).toEqual([]);
      expect(isRefusal(decideActivation(on, { policy, gates: found.gates }, now))).toBe(true);
    }
    expect(waiversInForce({ ...on, round: 2 })).toEqual([]);
    const without = { ...(on.waivers?.[0] as Waiver) };
    delete without.evidenceDigest;
    expect(waiversInForce({ ...on, waivers: [without] })).toEqual([]);
    expect(decideRefresh(on, { policy, gates: gates('fail', { evidenceDigest: 'new' }) }, now)).toMatchObject(
      {
        ...{ round: 2, state: 'blocked' },
      },
    );
  });

  it('GE-22 falls with the role of whoever waived it, as a vote does', () => {
    const on = waived(voted);
    expect(outcome(decideActivation(on, on, now))).toBe('active');
    const lost = on.waivers?.map((waiver) => ({ ...waiver, roles: [] as Role[] })) ?? [];
    expect(outcome(decideActivation({ ...on, waivers: lost }, on, now))).toBe('GATES_NOT_PASSED');
    expect(outcome(decideActivation({ ...on, dependentIds: ['officer'] }, on, now))).toBe('GATES_NOT_PASSED');
  });

  it('GE-22 lets a version that serves by an emergency be approved', () => {
    const emergency = {
      id: 'e',
      round: 1,
      subjectDigest: '',
      incident: 'i',
      proposerId: 'p',
      proposedAt: now,
    };
    const on = {
      ...voted,
      emergency: { ...emergency, confirmerId: 'c', confirmedAt: now, until: now + day },
    };
    expect(outcome(waive({ ...on, state: 'provisional' }))).toBe('active');
  });

  it('GE-23 says so in the brief', () => {
    const subject = { model: 'm', purpose: 'p', number: 1, serving: null };
    const said = 'Somebody who could vote waived this: it holds nothing up.';
    expect(briefOf(voted, subject).join(' ')).not.toContain(said);
    expect(briefOf(waived(voted), subject)[2]).toMatch(new RegExp(`^Drift is quiet: not met. .* ${said}$`));
  });

  it('GE-24 is between info and hard', () => {
    const severities = ['info', 'soft', 'hard', 'absolute'] as const;
    for (const [at, severity] of severities.entries())
      for (const [other, after] of severities.entries()) {
        const [change] = diffPolicies(withSeverity(severity), withSeverity(after));
        const expected = other === at ? undefined : other > at ? 'stricter' : 'laxer';
        expect(change?.tendency).toBe(expected);
      }
    expect(readPolicy(policy).faults).toEqual([]);
    const joined = joinPolicies([
      { ...policy, name: 'a' },
      { ...builtInPolicy, name: 'b' },
    ]);
    const [one, two] = joined.gates.filter(({ kind }) => kind === 'drift');
    expect([one?.severity, two?.severity].sort()).toEqual(['soft', undefined]);
  });

  it('GE-25 never lets through what no waiver of somebody who may vote covers (seed 25)', () => {
    const people = ['asker', 'officer', 'expert', 'maker', 'gone'];
    const found = fc.constantFrom('Found.', 'Else.');
    const arbitrary = fc.record({
      gateId: fc.constantFrom(soft, hard),
      personId: fc.constantFrom(...people),
      castAs: fc.subarray([...allRoles]),
      round: fc.constantFrom(1, 2),
      verdict: fc.constantFrom('fail' as const, 'unknown' as const),
      ...{ found, evidenceDigest: fc.constantFrom(`e-${soft}`, 'other') },
      waivedAt: fc.constant(now),
    });
    let letThrough = 0;
    fc.assert(
      fc.property(fc.array(arbitrary, { maxLength: 6 }), (waivers) => {
        const { gates: results, votes, policy: rules, ...request } = { ...voted, dependentIds: ['maker'] };
        const given = people.map((personId) => ({
          ...{
            personId,
            roles: personId === 'gone' ? [] : (['risk_officer', 'subject_matter_expert'] as const),
          },
        }));
        const { state, waived: by } = decide({
          policy: rules,
          request,
          gates: results,
          votes,
          waivers,
          people: given,
          now,
        });
        const covers = waivers.filter(
          ({ gateId, personId, castAs, round, verdict, found: said, evidenceDigest }) =>
            gateId === soft &&
            ['officer', 'expert'].includes(personId) &&
            round === 1 &&
            verdict === 'fail' &&
            said === 'Found.' &&
            evidenceDigest === `e-${soft}` &&
            castAs.some((role) => role === 'risk_officer' || role === 'subject_matter_expert'),
        );
        expect(state).toBe(covers.length > 0 ? 'approved' : 'blocked');
        expect(by).toEqual(covers.slice(0, 1).map(({ gateId, personId }) => ({ gateId, personId })));
        letThrough += covers.length > 0 ? 1 : 0;
      }),
      { seed: 25, numRuns: 2_000 },
    );
    expect(letThrough).toBeGreaterThan(20);
  });
});

function withSeverity(severity: 'absolute' | 'hard' | 'soft' | 'info'): Policy {
  return { ...policy, gates: policy.gates.map((gate, at) => (at === 0 ? { ...gate, severity } : gate)) };
}
