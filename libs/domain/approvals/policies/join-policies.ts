import { canonicalJson, digestOf } from '../../audit-log';
import type { GateRule } from '../gates/gate-rules';
import {
  policyDigest,
  rollbackDaysOf,
  type BreakGlass,
  type Exclusion,
  type Policy,
  type RecertifyTrigger,
  type Slot,
} from './policy';

type Parts = readonly Policy[];

/**
 * The policy that holds where several apply: the stricter wins, member by member; docs/spec/promotions.md, P-62 and P-63.
 * One policy is answered as it is. The order does not matter, and joining what was joined already adds nothing.
 * @throws RangeError for none, and for policies that never apply to the same place
 */
export function joinPolicies(policies: Parts): Policy {
  const parts = [...new Map(policies.map((policy) => [policyDigest(policy), policy])).values()];
  const [only] = parts;
  if (only === undefined) throw new RangeError('There is no policy to join.');
  if (parts.length === 1) return only;
  const joined: Record<string, unknown> = {};
  for (const [name, join] of Object.entries(members)) {
    const value = join(parts);
    if (value !== undefined) joined[name] = value;
  }
  return joined as unknown as Policy;
}

/** How each member is joined: whoever adds a member to {@link Policy} says it here. Absent is undefined. */
const members: { [Name in keyof Required<Policy>]: (parts: Parts) => Policy[Name] } = {
  name: (parts) => [...new Set(parts.flatMap(partNames))].sort().join(' + '),
  version: () => 1,
  environment: (parts) => theOne(parts.map(({ environment }) => environment)),
  alias: (parts) => {
    const named = parts.map(({ alias }) => alias).filter((alias) => alias !== '*');
    return named.length === 0 ? '*' : theOne(named);
  },
  // A joined policy is kept for the place it was made for.
  bind: () => undefined,
  slots: joinedSlots,
  distinctPeople: (parts) => extreme(Math.max, parts, 'distinctPeople'),
  exclude: (parts) => union<Exclusion>(parts.map(({ exclude }) => exclude)),
  policyEditorDays: (parts) => extreme(Math.max, parts, 'policyEditorDays'),
  gates: joinedGates,
  approvalTtlDays: (parts) => Math.min(...parts.map(({ approvalTtlDays }) => approvalTtlDays)),
  evidenceMaxAgeDays: (parts) => Math.min(...parts.map(({ evidenceMaxAgeDays }) => evidenceMaxAgeDays)),
  deadlineDays: (parts) => extreme(Math.min, parts, 'deadlineDays'),
  // Whom one policy lets take a seat, or lets sooner, another does not.
  escalateTo: (parts) => {
    const [first, ...others] = parts;
    const isAgreed = others.every(
      (other) => other.escalateTo === first?.escalateTo && other.deadlineDays === first?.deadlineDays,
    );
    return isAgreed ? first?.escalateTo : undefined;
  },
  stepUpMinutes: (parts) => extreme(Math.min, parts, 'stepUpMinutes'),
  rollbackDays: (parts) => {
    const isSaid = parts.some(({ rollbackDays }) => rollbackDays !== undefined);
    return isSaid ? Math.min(...parts.map(rollbackDaysOf)) : undefined;
  },
  recertifyDays: (parts) => extreme(Math.min, parts, 'recertifyDays'),
  recertifyOn: (parts) => union<RecertifyTrigger>(parts.map(({ recertifyOn }) => recertifyOn)),
  requirePasskey: (parts) => parts.find(({ requirePasskey }) => requirePasskey)?.requirePasskey,
  // Where one policy knows no emergency, there is none.
  breakGlass: (parts) => {
    const given = parts.flatMap(({ breakGlass }) => breakGlass ?? []);
    const least = (name: keyof BreakGlass) => Math.min(...given.map((each) => each[name]));
    return given.length < parts.length
      ? undefined
      : { ttlHours: least('ttlHours'), perMonth: least('perMonth') };
  },
};

/** Everything that one of the lists names, sorted; undefined where none does. */
function union<Name extends string>(lists: readonly (readonly Name[] | undefined)[]): Name[] | undefined {
  const all = [...new Set(lists.flatMap((list) => list ?? []))].sort();
  return all.length === 0 ? undefined : all;
}

/** The policies a policy was joined of, as `name@version`; those of a policy by itself are itself. */
export function partNames({ name, version }: Pick<Policy, 'name' | 'version'>): string[] {
  return name.includes('@') ? name.split(' + ') : [`${name}@${version}`];
}

function theOne<T extends string>(values: readonly T[]): T {
  const [one, ...others] = new Set(values);
  if (one === undefined || others.length > 0)
    throw new RangeError(`Policies of ${[...new Set(values)].join(' and ')} never apply together.`);
  return one;
}

function extreme(
  of: (...values: number[]) => number,
  parts: Parts,
  name: 'distinctPeople' | 'policyEditorDays' | 'deadlineDays' | 'stepUpMinutes' | 'recertifyDays',
): number | undefined {
  const values = parts.flatMap((part) => part[name] ?? []);
  return values.length === 0 ? undefined : of(...values);
}

/** For each role the largest number of seats; none at all where a policy has none, since that lets nothing through. */
function joinedSlots(parts: Parts): Slot[] {
  const seats = new Map<Slot['role'], number>();
  for (const { slots } of parts) {
    const own = new Map<Slot['role'], number>();
    for (const { role, minimum } of slots) own.set(role, (own.get(role) ?? 0) + minimum);
    if ([...own.values()].every((minimum) => minimum === 0)) return [];
    for (const [role, minimum] of own) seats.set(role, Math.max(minimum, seats.get(role) ?? 0));
  }
  const sorted = [...seats].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([role, minimum]) => ({ role, minimum }));
}

/** What a joined policy adds to ids that two different gates share; no id that was read holds it. */
const mark = '~';

/** A gate without what joining added to its id. */
export function asWritten(gate: GateRule): GateRule {
  return { ...gate, id: gate.id.split(mark)[0] as string };
}

/** Every gate once. Where gates of several kinds or limits share an id, all of them take their content into it. */
function joinedGates(parts: Parts): GateRule[] {
  const gates = new Map<string, GateRule>();
  for (const gate of parts.flatMap((part) => part.gates)) {
    const written = asWritten(gate);
    gates.set(canonicalJson(written), written);
  }
  const all = [...gates.values()];
  const named = all.map((gate) => {
    const isShared = all.some((other) => other !== gate && other.id === gate.id);
    return isShared ? { ...gate, id: `${gate.id}${mark}${digestOf(gate).slice(0, 8)}` } : gate;
  });
  return named.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** A member of a joined policy, and the policies that ask for exactly that. */
export interface Origin {
  /** Seats are told by their role, gates by their id, exclusions by their name: `slots/risk_officer`. */
  rule: string;
  /** As `name@version`, in order. */
  policies: readonly string[];
}

const plainMembers = [
  ...(['distinctPeople', 'policyEditorDays', 'approvalTtlDays', 'evidenceMaxAgeDays'] as const),
  ...(['deadlineDays', 'escalateTo', 'stepUpMinutes', 'rollbackDays', 'recertifyDays'] as const),
  'requirePasskey' as const,
];

/** Which of the policies each rule of the joined one comes from, in the order of the document. */
export function originOf(policies: Parts): Origin[] {
  const joined = joinPolicies(policies);
  const origin = (rule: string, asks: (part: Policy) => boolean): Origin => ({
    rule,
    policies: [...new Set(policies.filter(asks).flatMap(partNames))].sort(),
  });
  const plain = plainMembers
    .filter((name) => joined[name] !== undefined)
    .map((name) => origin(name, (part) => part[name] === joined[name]));
  return [
    ...joined.slots.map(({ role, minimum }) =>
      origin(`slots/${role}`, ({ slots }) =>
        slots.some((slot) => slot.role === role && slot.minimum === minimum),
      ),
    ),
    ...(joined.exclude ?? []).map((each) =>
      origin(`exclude/${each}`, ({ exclude = [] }) => exclude.includes(each)),
    ),
    ...joined.gates.map((gate) => {
      const content = canonicalJson(asWritten(gate));
      return origin(`gates/${gate.id}`, ({ gates }) =>
        gates.some((other) => canonicalJson(asWritten(other)) === content),
      );
    }),
    ...plain,
    ...(joined.recertifyOn ?? []).map((each) =>
      origin(`recertifyOn/${each}`, ({ recertifyOn = [] }) => recertifyOn.includes(each)),
    ),
    ...breakGlassMembers
      .filter((name) => joined.breakGlass !== undefined && name in joined.breakGlass)
      .map((name) =>
        origin(`breakGlass/${name}`, ({ breakGlass }) => breakGlass?.[name] === joined.breakGlass?.[name]),
      ),
  ];
}

const breakGlassMembers = ['ttlHours', 'perMonth'] as const;
