import { unmeasuredGates } from '../gates/measured-metrics';
import type { LintFinding } from './lint-policy';
import type { Policy } from './policy';

/** Gates on what is never measured of models that the policy is bound to; docs/spec/promotions.md, P-199. */
export function taskLint(policy: Policy): LintFinding[] {
  const tasks = policy.bind?.tasks ?? [];
  return policy.gates.flatMap((gate, index): LintFinding[] => {
    const [task] = tasks.filter((each) => unmeasuredGates({ gates: [gate] }, each).length > 0);
    if (gate.kind !== 'performance' || task === undefined) return [];
    const sentence = `${gate.metric} is never measured of models of the task ${task}, to which the policy is bound: the gate lets none of them through.`;
    return [{ severity: 'error', pointer: `/gates/${index}/metric`, sentence }];
  });
}
