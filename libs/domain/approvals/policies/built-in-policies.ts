import { defaultCriteria, defaultMinimumGroupSize } from '../../fairness';
import type { Policy } from './policy';

/**
 * The floor of a new workspace, for every model: production's champion needs two people and three gates. P-18 and P-19 in
 * docs/spec/promotions.md say why.
 */
export const builtInPolicy: Policy = {
  name: 'production-champion',
  version: 3,
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
  recertifyDays: 365,
};

/**
 * For models whose wrong answers do some harm; docs/spec/promotions.md, P-176. Stricter than {@link builtInPolicy} and
 * beside it: of what both say the stricter holds.
 */
const mediumRisk: Policy = {
  ...builtInPolicy,
  name: 'medium-risk-champion',
  version: 1,
  bind: { riskTiers: ['medium'] },
  exclude: ['trainers', 'labellers', 'evidence_editors', 'policy_editors'],
  policyEditorDays: 30,
  approvalTtlDays: 10,
  evidenceMaxAgeDays: 21,
  deadlineDays: 21,
  recertifyDays: 180,
  recertifyOn: ['schema_change', 'policy_change'],
};

/** For models whose wrong answers do much harm: a third person signs, and what they look at is of this fortnight. P-177. */
const highRisk: Policy = {
  ...mediumRisk,
  name: 'high-risk-champion',
  bind: { riskTiers: ['high'] },
  slots: [...builtInPolicy.slots, { role: 'ml_engineer', minimum: 1 }],
  gates: [
    ...builtInPolicy.gates,
    {
      id: 'card-says',
      title: 'The model card says what it is for',
      kind: 'card',
      severity: 'soft',
      sections: ['model_details.overview', 'considerations.use_cases', 'considerations.limitations'],
    },
  ],
  approvalTtlDays: 7,
  evidenceMaxAgeDays: 14,
  deadlineDays: 14,
  stepUpMinutes: 30,
  recertifyDays: 90,
};

/** What a new workspace starts with, from the laxest to the strictest: the floor for every model, and one each for two tiers. */
export const policyTemplates: readonly Policy[] = [builtInPolicy, mediumRisk, highRisk];
