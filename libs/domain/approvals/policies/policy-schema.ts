import type { DriftMethod } from '@countersign/statistics/drift';
import { metricTraits } from '@countersign/statistics/performance';
import { roles } from '../../access';
import { gateRuleSchemas, type MemberSchema, type ObjectSchema } from '../gates/gate-rule-schemas';
import type { ModelTask, Policy } from './policy';

/** A schema of a value: the keywords of JSON Schema (draft 2020-12) that {@link policySchema} uses. */
export interface ValueSchema {
  type: MemberSchema['type'];
  description?: string;
  enum?: readonly (string | boolean)[];
  format?: string;
  pattern?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: ValueSchema | OneOfKind;
  properties?: Readonly<Record<string, ValueSchema>>;
  required?: readonly string[];
}

/** An object of one of several kinds, told apart by its member `kind`. */
export interface OneOfKind {
  kinds: Readonly<Record<string, ValueSchema>>;
}

const methods: Readonly<Record<DriftMethod, true>> = {
  ...{ ks: true, wasserstein: true, wasserstein_normed: true, psi: true, js_distance: true },
  ...{ kl_divergence: true, hellinger: true, tvd: true, l_infinity: true, l_infinity_robust: true },
  ...{ chi_square: true, chi_square_contingency: true, g_test: true, fisher_exact: true, z_proportion: true },
  ...{ t_test: true, mann_whitney: true, anderson_darling: true, cramer_von_mises: true, energy: true },
  ...{ epps_singleton: true, cramers_v: true },
};

/** A name that a machine compares: what joining policies adds to names cannot be in it. */
const slug = '^[a-z0-9][a-z0-9_.-]{0,99}$';
const labels: ValueSchema = { type: 'array', minItems: 1, maxItems: 50, items: { type: 'string' } };
const days = (maximum: number): ValueSchema => ({ type: 'integer', minimum: 1, maximum });

/** Of certificates in PEM that one gate names, in characters. */
export const longestCertificates = 20_000;

/** Of a list that does not say how many entries it may have. */
export const longestList = 100;

/** What only the reader of policies asks of a gate beyond its kind's own schema. */
const closer: Readonly<Record<string, Readonly<Record<string, Partial<ValueSchema>>>>> = {
  drift: { method: { enum: Object.keys(methods) } },
  performance: { metric: { enum: Object.keys(metricTraits) } },
};

function gateSchema([kind, schema]: [string, ObjectSchema]): [string, ValueSchema] {
  const own = schema.properties as Readonly<Record<string, ValueSchema>>;
  const properties: Record<string, ValueSchema> = { ...own, id: { type: 'string', pattern: slug } };
  for (const [name, more] of Object.entries(closer[kind] ?? {}))
    properties[name] = { ...(properties[name] as ValueSchema), ...more };
  return [kind, { ...schema, properties }];
}

const tasks: readonly ModelTask[] = ['binary', 'multiclass', 'regression', 'ranking'];

const properties: Readonly<Record<keyof Required<Policy>, ValueSchema>> = {
  name: { type: 'string', pattern: slug, description: 'The same for every version of the policy.' },
  version: { type: 'integer', minimum: 1, maximum: 1_000_000 },
  environment: { type: 'string', enum: ['staging', 'production'] },
  alias: { type: 'string', description: 'One alias, or * for every alias of the environment.' },
  bind: {
    type: 'object',
    description: 'Which models it is for: those that meet every list; absent for all.',
    properties: {
      tasks: { type: 'array', minItems: 1, items: { type: 'string', enum: tasks } },
      riskTiers: { type: 'array', minItems: 1, items: { type: 'string', enum: ['low', 'medium', 'high'] } },
      ...{ useCases: labels, tags: labels },
    },
    required: [],
  },
  slots: {
    type: 'array',
    description: 'Who has to approve.',
    maxItems: 20,
    items: {
      type: 'object',
      properties: {
        role: { type: 'string', enum: roles },
        minimum: { type: 'integer', minimum: 1, maximum: 20 },
      },
      required: ['role', 'minimum'],
    },
  },
  distinctPeople: { type: 'integer', minimum: 1, maximum: 50 },
  exclude: {
    type: 'array',
    items: { type: 'string', enum: ['trainers', 'labellers', 'evidence_editors', 'policy_editors'] },
  },
  policyEditorDays: days(366),
  gates: {
    type: 'array',
    description: 'What has to be shown.',
    maxItems: 50,
    items: { kinds: Object.fromEntries(Object.entries(gateRuleSchemas).map(gateSchema)) },
  },
  approvalTtlDays: { ...days(366), description: 'Days from an approval to its lapse.' },
  evidenceMaxAgeDays: { ...days(3_660), description: 'Days after which evidence is stale.' },
  deadlineDays: { ...days(366), description: 'Days from the request in which it has to be decided.' },
  escalateTo: {
    ...{ type: 'string', enum: roles },
    description: 'Whose holders may take any seat once three quarters of that term are over.',
  },
  stepUpMinutes: {
    ...{ type: 'integer', minimum: 1, maximum: 1_440 },
    description: 'Minutes since voters proved who they are, at most.',
  },
  rollbackDays: {
    ...{ type: 'integer', minimum: 0, maximum: 366 },
    description: 'Days since it last served in which a version may come back without votes; 30 when absent.',
  },
  recertifyDays: { ...days(3_660), description: 'Days of service after which somebody has to look again.' },
  recertifyOn: {
    ...{ type: 'array', minItems: 1, items: { type: 'string', enum: ['schema_change', 'policy_change'] } },
    description: 'What else asks somebody to look again.',
  },
  requirePasskey: { type: 'boolean', enum: [true], description: 'Votes are signed with a passkey.' },
  breakGlass: {
    type: 'object',
    description: 'How long and how often a version may serve before it is approved; absent for never.',
    properties: {
      ttlHours: { type: 'integer', minimum: 1, maximum: 168 },
      perMonth: { type: 'integer', minimum: 1, maximum: 31 },
    },
    required: ['ttlHours', 'perMonth'],
  },
};

const optional: readonly (keyof Policy)[] = [
  'bind',
  'distinctPeople',
  'exclude',
  'policyEditorDays',
  'deadlineDays',
  'escalateTo',
  'stepUpMinutes',
  'rollbackDays',
  'recertifyDays',
  'recertifyOn',
  'requirePasskey',
  'breakGlass',
];

/** What the document of a policy may hold: the one description that documents are read by, and that JSON Schema is made of. */
export const policySchema: ValueSchema = {
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name as keyof Policy)),
};
