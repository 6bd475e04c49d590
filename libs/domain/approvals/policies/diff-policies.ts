import { canonicalJson } from '../../audit-log';
import { rollbackDaysOf, type Policy } from './policy';

/** Whether a change lets less through, or more; other where nobody can say. */
export type Tendency = 'stricter' | 'laxer' | 'other';

/** One member that two policies differ in. */
export interface PolicyChange {
  /** Names from the outside in: seats by their role, gates and criteria by id or name, entries of lists by themselves. */
  path: string;
  /** Undefined where the member is new. */
  before: unknown;
  /** Undefined where the member is gone. */
  after: unknown;
  tendency: Tendency;
}

/** What the members of a policy and of its gates mean: more of it is stricter, or less is. */
const stricterWith: Readonly<Record<string, 'more' | 'less'>> = {
  ...{
    distinctPeople: 'more',
    policyEditorDays: 'more',
    approvalTtlDays: 'less',
    evidenceMaxAgeDays: 'less',
  },
  ...{ deadlineDays: 'less', stepUpMinutes: 'less', rollbackDays: 'less', recertifyDays: 'less' },
  ...{ ttlHours: 'less', perMonth: 'less' },
  ...{
    minimum: 'more',
    maximum: 'less',
    alert: 'less',
    minimumN: 'more',
    maximumUnknown: 'less',
    minimumWindows: 'more',
  },
  ...{ maximumDifference: 'less', minimumRatio: 'more', minimumGroupSize: 'less' },
  ...{ maximumFailures: 'less', minimumTests: 'more', maximumSkipped: 'less', minimumLabelCoverage: 'more' },
  ...{ maximumAgeDays: 'less', minimumRows: 'more', tolerance: 'less', withinHours: 'less' },
};

/** Lists of which a further entry asks for more, and an object that asks for more by being there. */
const demands = [
  'slots',
  'exclude',
  'gates',
  'criteria',
  'suites',
  'sections',
  'registered',
  'identity',
  'provider',
  'log',
  'recertifyOn',
  'requirePasskey',
];

/** The order of the document. */
const order: readonly (keyof Policy)[] = [
  ...(['name', 'version', 'environment', 'alias', 'bind', 'slots', 'distinctPeople', 'exclude'] as const),
  ...(['policyEditorDays', 'gates', 'approvalTtlDays', 'evidenceMaxAgeDays'] as const),
  ...(['deadlineDays', 'escalateTo', 'stepUpMinutes', 'rollbackDays', 'recertifyDays'] as const),
  ...(['recertifyOn', 'requirePasskey', 'breakGlass'] as const),
];

/** What a member comes to that is absent, where that is more than asking for nothing. */
const absent: Readonly<Record<string, number>> = {
  rollbackDays: rollbackDaysOf({}),
  // No tolerance at all: the bytes have to be the same, and equal metrics are not enough.
  tolerance: -1,
};

/** Something that two policies differ in; of a gate that both have, with the gate of each. */
interface Difference {
  path: readonly string[];
  before: unknown;
  after: unknown;
  gates?: readonly Members[];
}

/** What is different in a later policy, in the order of the document; docs/spec/promotions.md, P-67. */
export function diffPolicies(before: Policy, after: Policy): PolicyChange[] {
  const names = [...order, ...Object.keys({ ...before, ...after })];
  return [...new Set<string>(names)].flatMap((name) =>
    changesOf({ path: [name], before: before[name as keyof Policy], after: after[name as keyof Policy] }),
  );
}

function changesOf(difference: Difference): PolicyChange[] {
  const { path, before, after } = difference;
  if (sameText(before, after)) return [];
  const [one, other] = [entriesOf(before), entriesOf(after)];
  const isRoot = path.length === 1 && (path[0] === 'bind' || one === null || other === null);
  if (one === null || other === null || (isRoot && (before === undefined || after === undefined)))
    return [{ path: path.join('/'), before, after, tendency: tendencyOf(difference) }];
  const isGate = path.length === 2 && path[0] === 'gates';
  const gates = isGate ? [before, after].filter(isObject) : difference.gates;
  const names = [...new Set([...one.keys(), ...other.keys()])];
  return names.flatMap((name) =>
    changesOf({
      path: [...path, name],
      ...{ before: one.get(name), after: other.get(name), ...(gates && { gates }) },
    }),
  );
}

/** The members of an object, and the entries of a list by what tells them apart; null for what has none. */
function entriesOf(value: unknown): Map<string, unknown> | null {
  if (Array.isArray(value)) return new Map(value.map((entry: unknown) => [nameOf(entry), entry]));
  return isObject(value) ? new Map(Object.entries(value)) : null;
}

function nameOf(entry: unknown): string {
  if (!isObject(entry)) return String(entry);
  const { id, role, name } = entry;
  return String(id ?? role ?? name ?? canonicalJson(entry));
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sameText(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonicalJson(one) === canonicalJson(other);
}

function tendencyOf(difference: Difference): Tendency {
  const { path, before, after } = difference;
  const name = path.at(-1) ?? '';
  const [list = ''] = path.length > 1 ? path.slice(-2) : [name];
  if (name === 'escalateTo' || name === 'breakGlass') return appearing(after, before);
  if (path[0] === 'bind') return bindTendency(path, before, after);
  if (path.length === 1 && name === 'alias')
    return after === '*' ? 'stricter' : before === '*' ? 'laxer' : 'other';
  if (isShownAlone(difference)) return 'other';
  // Entries may be named like any member.
  if (demands.includes(list)) return appearing(before, after);
  if (name === 'severity') return rising(severityRank(before), severityRank(after));
  if (comparing.includes(name) && isOfAnotherNumber(difference)) return 'other';
  if (name === 'use' || name === 'limit') return comparedTendency(difference, name);
  const direction = stricterWith[name];
  const [was, is] = [before ?? absent[name], after ?? absent[name]];
  if (direction !== undefined && typeof was === 'number' && typeof is === 'number')
    return direction === 'more' ? rising(was, is) : rising(is, was);
  const isDemand = demands.includes(name) || path[0] === 'slots' || name in stricterWith;
  return isDemand ? appearing(before, after) : 'other';
}

/** Of what asks for more by being there; an empty list is none. */
function appearing(before: unknown, after: unknown): Tendency {
  const isThere = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0);
  return rising(Number(isThere(before)), Number(isThere(after)));
}

function rising(before: number, after: number): Tendency {
  if (before === after) return 'other';
  return after > before ? 'stricter' : 'laxer';
}

/** Whether it is of a gate that holds nothing up, whatever it asks for. */
function isShownAlone({ path, before, after, gates = [] }: Difference): boolean {
  const shown = path[0] === 'gates' && path.length === 2 ? [before, after].filter(isObject) : gates;
  return shown.length > 0 && shown.every(({ severity }) => severity === 'info');
}

/** Members of gates that say what a number is compared with, or what of it is. */
const comparing = ['use', 'limit', 'minimum', 'maximum', 'alert'];

/** Whether the gate looked at another number before: nobody can say then which of two limits asks for more. */
function isOfAnotherNumber({ gates = [] }: Difference): boolean {
  const [one, other] = gates.map(({ kind, metric = null, method = null, unit = null, op = null }) => ({
    ...{ kind, metric, method, unit, op },
  }));
  return !sameText(one, other);
}

/** Which of two limits, or of two parts of an estimate, asks for more depends on the side on which the number has to be. */
function comparedTendency({ before, after, gates = [] }: Difference, name: 'use' | 'limit'): Tendency {
  const [side, another] = gates.map(sideOf);
  if (side === null || side !== another) return 'other';
  const rank = (value: unknown) => (name === 'use' ? parts.indexOf(String(value ?? 'point')) : Number(value));
  const isRising = (side === 'at_least') === (name === 'limit');
  return isRising ? rising(rank(before), rank(after)) : rising(rank(after), rank(before));
}

/** On which side of its limit the number of a gate has to be; null where it has two. A gap between groups has to be small. */
function sideOf({ kind, op, minimum, maximum }: Members): unknown {
  if (kind === 'measurement') return op;
  if (kind !== 'performance' || minimum === undefined) return 'at_most';
  return maximum === undefined ? 'at_least' : null;
}

/** What may be compared of an estimate, from the least to the greatest; no value that is within is so with less than its interval. */
const parts = ['lower', 'point', 'upper', 'interval'];

/** A policy for more models is stricter: those it was not for had less to show. */
function bindTendency(path: readonly string[], before: unknown, after: unknown): Tendency {
  const isEntry = path.length > 2;
  if (before === undefined) return isEntry ? 'stricter' : 'laxer';
  if (after === undefined) return isEntry ? 'laxer' : 'stricter';
  return 'other';
}

/** The strictest last; absent is hard. */
const severities = ['info', 'soft', 'hard', 'absolute'];

function severityRank(severity: unknown): number {
  return severities.indexOf(String(severity ?? 'hard'));
}
