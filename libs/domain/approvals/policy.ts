import type { Role } from '../access';
import { canonicalJson, digestOf } from '../audit-log';
import { defaultCriteria, defaultMinimumGroupSize } from '../fairness';
import type { GateRule } from './gate-rules';

/** A rung of the ladder on which a model version can serve. */
export type Environment = 'staging' | 'production';

/** So many people of this role have to approve. */
export interface Slot {
  role: Role;
  minimum: number;
}

/**
 * What somebody may have done for a release that keeps them from signing it: registered the version, brought its data or
 * labels, or run an audit that a gate reads. Who asked, and who answers for the service that did, never signs.
 */
export type Exclusion = 'trainers' | 'labellers' | 'evidence_editors';

/** Who has to agree and what has to be shown before a version gets an alias in an environment. */
export interface Policy {
  name: string;
  version: number;
  environment: Environment;
  alias: string;
  slots: readonly Slot[];
  /** Absent in policies published before there was a choice: they exclude nobody for this. */
  exclude?: readonly Exclusion[];
  gates: readonly GateRule[];
  /** Days from approval to its lapse. */
  approvalTtlDays: number;
  /** Days after which evidence is stale. */
  evidenceMaxAgeDays: number;
}

/** The policy of a new workspace: production's champion needs two people and three gates; P-18 and P-19 say why. */
export const builtInPolicy: Policy = {
  name: 'production-champion',
  version: 2,
  environment: 'production',
  alias: 'champion',
  slots: [
    { role: 'subject_matter_expert', minimum: 1 },
    { role: 'risk_officer', minimum: 1 },
  ],
  exclude: ['trainers', 'labellers', 'evidence_editors'],
  gates: [
    {
      id: 'drift-quiet',
      title: 'Drift is quiet',
      kind: 'drift',
      method: 'psi',
      alert: 0.25,
      minimumN: 100,
      maximumUnknown: 0,
      minimumWindows: 1,
    },
    {
      id: 'fairness-passes',
      title: 'The fairness audit passes',
      kind: 'fairness',
      criteria: defaultCriteria,
      minimumGroupSize: defaultMinimumGroupSize,
    },
    {
      id: 'performance-holds',
      title: 'Performance holds',
      kind: 'performance',
      metric: 'roc_auc',
      minimum: 0.7,
      use: 'lower',
      minimumN: 200,
    },
  ],
  approvalTtlDays: 14,
  evidenceMaxAgeDays: 30,
};

/** The content address of a policy. */
export function policyDigest(policy: Policy): string {
  return digestOf(policy);
}

/** Whether two policies judge fairness alike; null is no policy. The names of their gates do not matter. */
export function judgesFairnessAlike(one: Policy | null, other: Policy | null): boolean {
  return canonicalJson(fairnessGates(one)) === canonicalJson(fairnessGates(other));
}

function fairnessGates(policy: Policy | null): unknown[] {
  const rules = policy?.gates.filter((gate) => gate.kind === 'fairness') ?? [];
  return rules.map(({ criteria, minimumGroupSize }) => ({ criteria, minimumGroupSize }));
}
