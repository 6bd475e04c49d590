import { type Role } from '@countersign/domain/access';
import { builtInPolicy, type GateRule, type Policy, type VoteDecision } from '@countersign/domain/approvals';
import fc from 'fast-check';

/** Who acts in schedules, and the one role they have when one begins. */
export const homes = {
  ...{ sam: 'subject_matter_expert', riley: 'risk_officer', rhea: 'risk_officer' },
  ...{ dana: 'data_scientist', mel: 'ml_engineer', ira: 'admin' },
} as const satisfies Record<string, Role>;
export type Name = keyof typeof homes;

/** Those who vote, and whose account and roles are changed meanwhile. */
export const voters = ['sam', 'riley', 'rhea'] as const;
type Voter = (typeof voters)[number];

/** What the policy of a schedule knows: quiet drift alone, a gate beside it that has to be waived, emergencies as well. */
const kinds = ['plain', 'soft', 'urgent'] as const;
export type Kind = (typeof kinds)[number];

/** The gate that has to be waived. */
export const softGate = 'performance-holds';

export type Request =
  | { op: 'vote'; by: Voter; decision: VoteDecision }
  | { op: 'withdraw' | 'refresh_gates' | 'edit' | 'activate' }
  | { op: 'policy'; seats: number }
  | { op: 'vote_for'; decision: VoteDecision }
  | { op: 'delegate' | 'revoke' }
  | { op: 'waive'; by: Voter }
  | { op: 'propose' | 'confirm'; by: 'mel' | 'riley' | 'rhea' }
  | { op: 'deactivate' | 'reactivate' | 'demote'; whom: Voter };

export interface Planned {
  what: Request;
  /** Milliseconds after the start. */
  after: number;
  /** Which of the two servers is asked. */
  server: number;
}

/** A promotion of its own and the requests that race. */
export interface Schedule {
  kind: Kind;
  /** Whether Riley gave her votes away before, and Mel proposed an emergency where there may be one. */
  isGiven: boolean;
  plan: Planned[];
}

const decisions = ['approve', 'approve', 'approve', 'reject', 'request_changes', 'abstain'] as const;
const votes = fc.record({
  ...{ op: fc.constant('vote' as const), by: fc.constantFrom(...voters) },
  decision: fc.constantFrom<VoteDecision>(...decisions),
});

const others = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constantFrom(
        'withdraw' as const,
        'refresh_gates' as const,
        'edit' as const,
        'activate' as const,
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ op: fc.constant('policy' as const), seats: fc.integer({ min: 1, max: 2 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      op: fc.constantFrom('deactivate' as const, 'reactivate' as const, 'demote' as const),
      whom: fc.constantFrom(...voters),
    }),
  },
);

/** Steps that only some policies have, and votes that Riley gave to Mel. */
const newer = fc.oneof(
  fc.record({
    op: fc.constant('vote_for' as const),
    decision: fc.constantFrom<VoteDecision>('approve', 'reject'),
  }),
  fc.record({ op: fc.constantFrom('delegate' as const, 'revoke' as const) }),
  fc.record({ op: fc.constant('waive' as const), by: fc.constantFrom(...voters) }),
  fc.record({
    op: fc.constantFrom('propose' as const, 'confirm' as const),
    by: fc.constantFrom('mel' as const, 'riley' as const, 'rhea' as const),
  }),
);

const planned = (what: fc.Arbitrary<Request>, from = 0): fc.Arbitrary<Planned> =>
  fc.record({ what, after: fc.integer({ min: from, max: from + 40 }), server: fc.nat({ max: 1 }) });

/** What a schedule of each kind has at least, so that its own steps race with the others. */
const usual: Record<Kind, readonly { what: Request; from: number }[]> = {
  plain: [],
  soft: [{ what: { op: 'waive', by: 'sam' }, from: 0 }],
  urgent: [
    { what: { op: 'propose', by: 'mel' }, from: 0 },
    { what: { op: 'confirm', by: 'rhea' }, from: 25 },
    { what: { op: 'waive', by: 'sam' }, from: 10 },
  ],
};

/** Both approvals and an activation are in it, so that all the ways to end race one another. */
const planOf = (kind: Kind): fc.Arbitrary<Planned[]> => {
  const approval = (by: Voter) => planned(fc.constant({ op: 'vote', by, decision: 'approve' }));
  const own = usual[kind].map(({ what, from }) => planned(fc.constant(what), from));
  return fc
    .tuple(
      fc.tuple(approval('sam'), approval('riley'), ...own),
      fc.array(planned(votes), { maxLength: 2 }),
      fc.array(planned(others), { minLength: 1, maxLength: 4 }),
      fc.array(planned(newer), { maxLength: 3 }),
      planned(fc.constant({ op: 'activate' }), 40),
    )
    .map(([always, more, rest, latest, last]) => [...always, ...more, ...rest, ...latest, last]);
};

/** So many schedules, the same ones for the same seed. */
export function schedulesOf(seed: number, count: number): Schedule[] {
  const schedule = fc
    .constantFrom(...kinds)
    .chain((kind) => fc.record({ kind: fc.constant(kind), isGiven: fc.boolean(), plan: planOf(kind) }));
  return fc.sample(schedule, { seed, numRuns: count });
}

/** What holds at a place; in a name of which each publication is the next version. */
export interface Terms {
  alias: string;
  kind: Kind;
  /** How many risk officers have to approve. */
  seats: number;
}

export function policyOf({ alias, kind, seats }: Terms, version: number): Policy {
  return {
    ...builtInPolicy,
    ...(kind === 'urgent' && { breakGlass: { ttlHours: 4, perMonth: 50 } }),
    ...{ name: 'schedules', version, environment: 'staging', alias },
    slots: [
      { role: 'subject_matter_expert', minimum: 1 },
      { role: 'risk_officer', minimum: seats },
    ],
    gates: gatesOf(kind),
  };
}

function gatesOf(kind: Kind): GateRule[] {
  return builtInPolicy.gates.flatMap((gate): GateRule[] => {
    if (gate.kind === 'drift') return [gate];
    if (gate.kind !== 'performance' || kind === 'plain') return [];
    return [{ ...gate, minimum: 0.9999, severity: 'soft' }];
  });
}
