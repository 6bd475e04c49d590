import { canonicalJson } from '../../audit-log';
import type { Policy } from './policy';

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
  ...{ minimum: 'more', alert: 'less', minimumN: 'more', maximumUnknown: 'less', minimumWindows: 'more' },
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

/** What is different in a later policy, in the order of the document; docs/spec/promotions.md, P-67. */
export function diffPolicies(before: Policy, after: Policy): PolicyChange[] {
  const names = [...order, ...Object.keys({ ...before, ...after })];
  return [...new Set<string>(names)].flatMap((name) =>
    changesOf([name], before[name as keyof Policy], after[name as keyof Policy]),
  );
}

function changesOf(path: readonly string[], before: unknown, after: unknown): PolicyChange[] {
  if (sameText(before, after)) return [];
  const [one, other] = [entriesOf(before), entriesOf(after)];
  const isRoot = path.length === 1 && (path[0] === 'bind' || one === null || other === null);
  if (one === null || other === null || (isRoot && (before === undefined || after === undefined)))
    return [{ path: path.join('/'), before, after, tendency: tendencyOf(path, before, after) }];
  const names = [...new Set([...one.keys(), ...other.keys()])];
  return names.flatMap((name) => changesOf([...path, name], one.get(name), other.get(name)));
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

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sameText(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonicalJson(one) === canonicalJson(other);
}

function tendencyOf(path: readonly string[], before: unknown, after: unknown): Tendency {
  const name = path.at(-1) ?? '';
  const [list = '', inner] = path.length > 1 ? path.slice(-2) : [name];
  if (name === 'escalateTo' || name === 'breakGlass')
    return before === undefined ? 'laxer' : after === undefined ? 'stricter' : 'other';
  if (path[0] === 'bind') return bindTendency(path, before, after);
  if (name === 'alias') return after === '*' ? 'stricter' : before === '*' ? 'laxer' : 'other';
  if (name === 'severity') return severityRank(after) < severityRank(before) ? 'laxer' : 'stricter';
  const isDemand = demands.includes(list) || demands.includes(name) || path[0] === 'slots';
  if (before === undefined) return isDemand || name in stricterWith ? 'stricter' : 'other';
  if (after === undefined) return isDemand || name in stricterWith ? 'laxer' : 'other';
  if (inner === 'use') return ends(before) === ends(after) ? 'other' : ends(after) ? 'stricter' : 'laxer';
  const direction = stricterWith[name];
  if (direction === undefined || typeof before !== 'number' || typeof after !== 'number') return 'other';
  return after > before === (direction === 'more') ? 'stricter' : 'laxer';
}

/** Whether an end of the interval is compared. */
function ends(use: unknown): boolean {
  return use !== 'point';
}

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
