import type { FairnessCriterionName } from '@countersign/statistics/fairness';
import type { GateKind, GateRule } from './gate-rules';

/** The part of JSON Schema that the members of gates need. */
export type MemberSchema =
  | {
      type: 'string';
      enum?: readonly string[];
      format?: 'public-key' | 'ed25519-public-key' | 'certificates';
    }
  | { type: 'number' | 'integer'; minimum?: number; exclusiveMinimum?: number; maximum?: number }
  | { type: 'boolean'; enum?: readonly boolean[] }
  | { type: 'array'; items: MemberSchema; minItems?: number }
  | ObjectSchema;

/** An object with these members and no others. */
export interface ObjectSchema {
  type: 'object';
  properties: Readonly<Record<string, MemberSchema>>;
  required: readonly string[];
}

/** A text that says something: texts of policies are never empty. */
const text: MemberSchema = { type: 'string' };
const count: MemberSchema = { type: 'integer', minimum: 0 };
const atLeastOne: MemberSchema = { type: 'integer', minimum: 1 };
const share: MemberSchema = { type: 'number', minimum: 0, maximum: 1 };
const use: MemberSchema = { type: 'string', enum: ['point', 'lower', 'upper'] };

const criterionNames: readonly FairnessCriterionName[] = [
  'demographic_parity',
  'equal_opportunity',
  'equalized_odds',
  'impact_ratio',
];

type Member<Kind extends GateKind> = Exclude<
  keyof Extract<GateRule, { kind: Kind }>,
  'id' | 'title' | 'kind' | 'severity' | 'maximumAgeDays'
>;

/** Describes a kind by its own members; the others are added. */
function ruleSchema<Kind extends GateKind>(
  kind: Kind,
  properties: Readonly<Record<Member<Kind>, MemberSchema>>,
  optional: readonly Member<Kind>[] = [],
): ObjectSchema {
  const own = (Object.keys(properties) as Member<Kind>[]).filter((name) => !optional.includes(name));
  return {
    type: 'object',
    properties: {
      ...{ id: text, title: text, kind: { type: 'string', enum: [kind] } },
      severity: { type: 'string', enum: ['absolute', 'hard', 'soft', 'info'] },
      maximumAgeDays: { type: 'number', exclusiveMinimum: 0 },
      ...properties,
    },
    required: ['id', 'title', 'kind', ...(own as string[])],
  };
}

/** What the document of a gate may hold, by its kind: for the reader of policies, and for whoever edits one. */
export const gateRuleSchemas: Readonly<Record<GateKind, ObjectSchema>> = {
  drift: ruleSchema(
    'drift',
    {
      method: text,
      alert: { type: 'number', exclusiveMinimum: 0 },
      use,
      minimumN: atLeastOne,
      maximumUnknown: count,
      minimumWindows: atLeastOne,
    },
    ['use'],
  ),
  fairness: ruleSchema(
    'fairness',
    {
      criteria: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          properties: {
            name: { type: 'string', enum: criterionNames },
            maximumDifference: share,
            minimumRatio: share,
          },
          required: ['name'],
        },
      },
      use: { type: 'string', enum: ['point', 'interval'] },
      minimumGroupSize: atLeastOne,
    },
    ['use'],
  ),
  performance: ruleSchema(
    'performance',
    {
      metric: text,
      minimum: { type: 'number' },
      maximum: { type: 'number' },
      use,
      minimumN: atLeastOne,
      minimumLabelCoverage: share,
    },
    ['minimum', 'maximum', 'minimumLabelCoverage'],
  ),
  tests: ruleSchema(
    'tests',
    {
      maximumFailures: count,
      minimumTests: atLeastOne,
      maximumSkipped: count,
      suites: { type: 'array', items: text, minItems: 1 },
    },
    ['suites'],
  ),
  signature: ruleSchema(
    'signature',
    {
      publicKey: { type: 'string', format: 'public-key' },
      certificates: {
        type: 'object',
        properties: {
          ...{ roots: { type: 'string', format: 'certificates' }, identity: text, provider: text },
          log: { type: 'string', format: 'public-key' },
        },
        required: ['roots'],
      },
    },
    ['publicKey', 'certificates'],
  ),
  card: ruleSchema('card', { sections: { type: 'array', items: text, minItems: 1 } }),
  measurement: ruleSchema(
    'measurement',
    {
      ...{ metric: text, unit: text, limit: { type: 'number' } },
      op: { type: 'string', enum: ['at_least', 'at_most'] },
      use,
      minimumN: atLeastOne,
      minimumLabelCoverage: share,
      registered: { type: 'boolean', enum: [true] },
    },
    ['unit', 'minimumLabelCoverage', 'registered'],
  ),
  data_quality: ruleSchema('data_quality', { minimumRows: atLeastOne, maximumUnknown: count }),
  reproducibility: ruleSchema('reproducibility', { tolerance: { type: 'number', minimum: 0 } }, [
    'tolerance',
  ]),
  external: ruleSchema('external', {
    check: text,
    publicKey: { type: 'string', format: 'ed25519-public-key' },
    withinHours: { type: 'number', exclusiveMinimum: 0 },
  }),
};
