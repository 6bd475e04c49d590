import { hasRepeatedMember } from '../../audit-log';
import { limitsOf } from '../gates/compared-value';
import type { Policy } from './policy';
import { policySchema } from './policy-schema';
import { at, faultsOf, type Fault } from './policy-schema-faults';

/** A policy, or everything that is wrong with its document. */
export type ReadPolicy = { policy: Policy; faults: readonly [] } | { policy: null; faults: readonly Fault[] };

const longestDocument = 100_000;

/** Reads a policy's document. Strict: a member that is unknown is a fault, since somebody meant something by it. */
export function readPolicy(document: unknown): ReadPolicy {
  const faults = faultsOf(policySchema, document);
  if (faults.length > 0) return { policy: null, faults };
  const policy = document as Policy;
  const further = [...repeated(policy), ...uneven(policy)];
  return further.length > 0 ? { policy: null, faults: further } : { policy, faults: [] };
}

/** Reads the text of a policy's document, in JSON. A member that is there twice is a fault: readers differ on which holds. */
export function readPolicyText(text: string): ReadPolicy {
  const fault = (expected: string): ReadPolicy => ({ policy: null, faults: [{ pointer: '', expected }] });
  if (text.length > longestDocument) return fault(`at most ${longestDocument} characters`);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return fault('JSON');
  }
  return hasRepeatedMember(text, document) ? fault('every member once') : readPolicy(document);
}

/** Roles of seats, ids of gates and names of criteria are there once. */
function repeated({ slots, gates }: Policy): Fault[] {
  const roles = slots.map(({ role }) => role);
  const ids = gates.map(({ id }) => id);
  return [
    ...again(roles).map((index) => ({ pointer: `/slots/${index}/role`, expected: 'every role once' })),
    ...again(ids).map((index) => ({ pointer: `/gates/${index}/id`, expected: 'every id once' })),
    ...gates.flatMap((gate, index) =>
      gate.kind === 'fairness'
        ? again(gate.criteria.map(({ name }) => name)).map((which) => ({
            pointer: `/gates/${index}/criteria/${which}/name`,
            expected: 'every criterion once',
          }))
        : [],
    ),
  ];
}

function again(names: readonly string[]): number[] {
  return names.flatMap((name, index) => (names.indexOf(name) < index ? [index] : []));
}

/** Members that say something only together. */
function uneven({ exclude = [], policyEditorDays, gates }: Policy): Fault[] {
  const faults: Fault[] = [];
  if (exclude.includes('policy_editors') !== (policyEditorDays !== undefined))
    faults.push({
      pointer: at('', 'policyEditorDays'),
      expected: 'days where policy_editors are excluded, and nothing otherwise',
    });
  for (const [index, gate] of gates.entries()) {
    if (gate.kind === 'signature' && (gate.publicKey === undefined) === (gate.certificates === undefined))
      faults.push({ pointer: `/gates/${index}`, expected: 'publicKey or certificates, one of the two' });
    if (gate.kind === 'performance' && limitsOf(gate).length === 0)
      faults.push({ pointer: `/gates/${index}`, expected: 'minimum, maximum or both' });
    if (gate.kind !== 'fairness') continue;
    for (const [which, { maximumDifference, minimumRatio }] of gate.criteria.entries())
      if (maximumDifference === undefined && minimumRatio === undefined)
        faults.push({
          pointer: `/gates/${index}/criteria/${which}`,
          expected: 'maximumDifference, minimumRatio or both',
        });
  }
  return faults;
}
