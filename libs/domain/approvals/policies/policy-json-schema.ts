import {
  longestCertificates,
  longestList,
  policySchema,
  type OneOfKind,
  type ValueSchema,
} from './policy-schema';

type Json = Readonly<Record<string, unknown>>;

/**
 * The schema of a policy's document as JSON Schema, draft 2020-12; docs/spec/policy.schema.json is this. What it cannot
 * say is in {@link readPolicy}: ids and roles are there once, and two members come together.
 */
export function policyJsonSchema(): Json {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Policy',
    description:
      'Who has to agree and what has to be shown before a version gets an alias in an environment.',
    ...jsonSchemaOf(policySchema),
  };
}

function jsonSchemaOf(schema: ValueSchema | OneOfKind): Json {
  if ('kinds' in schema) return { oneOf: Object.values(schema.kinds).map(jsonSchemaOf) };
  const { items, properties, format, ...rest } = schema;
  return {
    ...rest,
    ...(schema.type === 'array' && { maxItems: schema.maxItems ?? longestList }),
    ...(schema.type === 'string' && !schema.enum && !schema.pattern && text),
    // Which kind of key it is, a pattern cannot say.
    ...(format !== undefined && (format === 'certificates' ? certificates : key)),
    ...(items && { items: jsonSchemaOf(items), ...(isOfNames(items) && { uniqueItems: true }) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, each]) => [name, jsonSchemaOf(each)]),
      ),
      additionalProperties: false,
    }),
  };
}

const key = { pattern: '^-----BEGIN PUBLIC KEY-----', maxLength: 1_000 };
const certificates = { pattern: '^-----BEGIN CERTIFICATE-----', maxLength: longestCertificates };
const text = { pattern: '\\S', maxLength: 500 };

function isOfNames(items: ValueSchema | OneOfKind): boolean {
  return 'type' in items && items.type === 'string';
}
