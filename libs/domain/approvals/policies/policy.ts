import type { Role } from '../../access';
import { canonicalJson, digestOf } from '../../audit-log';
import type { GateRule } from '../gates/gate-rules';

/** A rung of the ladder on which a model version can serve. */
export type Environment = 'staging' | 'production';

/** How much harm a wrong answer of a model can do. */
export type RiskTier = 'low' | 'medium' | 'high';

/** So many people of this role have to approve. */
export interface Slot {
  role: Role;
  minimum: number;
}

/**
 * What somebody may have done for a release that keeps them from signing it: registered the version, brought its data or
 * labels, run an audit that a gate reads, or lately changed a policy of the place. Who asked, and who answers for the
 * service that did, never signs.
 */
export type Exclusion = 'trainers' | 'labellers' | 'evidence_editors' | 'policy_editors';

/** What a model answers with: one of two classes, one of several, a number, an order. It never changes. */
export type ModelTask = 'binary' | 'multiclass' | 'regression' | 'ranking';

/** Which models a policy is for: those that meet every list that is given. */
export interface Binding {
  /** What they answer with says which metrics they can have. */
  tasks?: readonly ModelTask[];
  riskTiers?: readonly RiskTier[];
  useCases?: readonly string[];
  /** One of them is enough. */
  tags?: readonly string[];
}

/** A version may serve before its promotion is approved, where two people answer for it: for so long, so often. */
export interface BreakGlass {
  /** Hours until it has to be approved the ordinary way, or goes back. */
  ttlHours: number;
  /** Times within 30 days in one place. */
  perMonth: number;
}

/** A change outside a promotion that asks for another look at what was approved before it. */
export type RecertifyTrigger = 'schema_change' | 'policy_change';

/** Who has to agree and what has to be shown before a version gets an alias in an environment. */
export interface Policy {
  name: string;
  version: number;
  environment: Environment;
  /** One alias, or `*` for every alias of the environment. */
  alias: string;
  /** Absent: for every model. */
  bind?: Binding;
  slots: readonly Slot[];
  /** So many different people approve, whatever seats there are. */
  distinctPeople?: number;
  /** Absent in policies published before there was a choice: they exclude nobody for this. */
  exclude?: readonly Exclusion[];
  /** For how many days before a request a change of the policies of its place is lately. */
  policyEditorDays?: number;
  gates: readonly GateRule[];
  /** Days from approval to its lapse. */
  approvalTtlDays: number;
  /** Days after which evidence is stale. */
  evidenceMaxAgeDays: number;
  /** Days from the request in which it has to be decided; absent for as long as it takes. */
  deadlineDays?: number;
  /** Whose holders may take any seat once three quarters of that term are over. */
  escalateTo?: Role;
  /** Minutes since voters proved who they are, at most; absent for as long as their session lives. */
  stepUpMinutes?: number;
  /** Days since it last served in which a version may take its place again without votes; 0 for never, absent for 30. */
  rollbackDays?: number;
  /** Days of service after which somebody has to look at the approval again; absent for never. */
  recertifyDays?: number;
  /** What else asks somebody to look at it again. */
  recertifyOn?: readonly RecertifyTrigger[];
  /** Votes are signed with a passkey. */
  requirePasskey?: true;
  /** Absent: never. */
  breakGlass?: BreakGlass;
}

/** For how many days after it last served a version may come back without votes, by this policy. */
export function rollbackDaysOf({ rollbackDays = 30 }: Pick<Policy, 'rollbackDays'>): number {
  return rollbackDays;
}

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
  return rules.map(({ criteria, use = 'point', minimumGroupSize }) => ({ criteria, use, minimumGroupSize }));
}
