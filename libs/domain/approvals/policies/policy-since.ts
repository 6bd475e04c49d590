import { canonicalJson } from '../../audit-log';
import { diffPolicies } from './diff-policies';
import { asWritten } from './join-policies';
import type { Policy } from './policy';
import type { SuspensionFinding } from '../suspension-finding';

/** What says where a policy holds and which one it is: no more is asked because of it. */
const naming = ['name', 'version', 'environment', 'alias', 'bind'];

/** In which rules a policy asks for more than another did; none where it asks for as much, for less, or nobody can say. */
export function stricterSince(before: Policy, now: Policy): SuspensionFinding[] {
  // A gate keeps its content under the id that joining policies gives it, or no longer does.
  const known = new Set(before.gates.map((gate) => canonicalJson(asWritten(gate))));
  const kept = now.gates.filter((gate) => known.has(canonicalJson(asWritten(gate))));
  const same = new Set(kept.map(({ id }) => `gates/${id}`));
  return diffPolicies(before, now)
    .filter(({ path, tendency }) => tendency === 'stricter' && !naming.includes(path.split('/')[0] as string))
    .filter(({ path }) => !same.has(path))
    .map(({ path, ...change }) => ({
      ...{ subject: path, measure: 'policy', found: textOf(change.after), expected: textOf(change.before) },
      source: null,
    }));
}

function textOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'object' && value !== null && 'title' in value) return String(value.title);
  return typeof value === 'string' ? value : canonicalJson(value);
}
