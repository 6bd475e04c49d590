import { longestCertificates, longestList, type OneOfKind, type ValueSchema } from './policy-schema';

/** What is wrong with a document: where, as a JSON Pointer (RFC 6901), and what is expected there. */
export interface Fault {
  pointer: string;
  expected: string;
}

/** Every fault of a value, in its order. */
export function faultsOf(schema: ValueSchema | OneOfKind, value: unknown, pointer = ''): Fault[] {
  const fault = (expected: string): Fault[] => [{ pointer, expected }];
  if ('kinds' in schema) return faultsOfKind(schema, value, pointer);
  if (schema.type === 'object') return faultsOfObject(schema, value, pointer);
  if (schema.type === 'array') return faultsOfList(schema, value, pointer);
  if (schema.type === 'boolean') return value === true ? [] : fault('true, or nothing');
  if (schema.type === 'string') return isText(schema, value) ? [] : fault(textOf(schema));
  return isNumber(schema, value) ? [] : fault(numberOf(schema));
}

function faultsOfKind({ kinds }: OneOfKind, value: unknown, pointer: string): Fault[] {
  if (!isObject(value)) return [{ pointer, expected: 'an object' }];
  const { kind } = value;
  if (typeof kind === 'string' && Object.hasOwn(kinds, kind))
    return faultsOf(kinds[kind] as ValueSchema, value, pointer);
  return [{ pointer: `${pointer}/kind`, expected: `one of ${Object.keys(kinds).join(', ')}` }];
}

function faultsOfObject(schema: ValueSchema, value: unknown, pointer: string): Fault[] {
  if (!isObject(value)) return [{ pointer, expected: 'an object' }];
  const { properties = {}, required = [] } = schema;
  const missing = required.filter((name) => !Object.hasOwn(value, name));
  return [
    ...missing.map((name) => ({ pointer: at(pointer, name), expected: 'a value: the member is required' })),
    ...Object.entries(value).flatMap(([name, member]) =>
      Object.hasOwn(properties, name)
        ? faultsOf(properties[name] as ValueSchema, member, at(pointer, name))
        : [{ pointer: at(pointer, name), expected: 'no such member' }],
    ),
  ];
}

function faultsOfList(schema: ValueSchema, value: unknown, pointer: string): Fault[] {
  const { items, minItems = 0, maxItems = longestList } = schema;
  if (!Array.isArray(value)) return [{ pointer, expected: 'a list' }];
  if (value.length < minItems || value.length > maxItems)
    return [{ pointer, expected: `from ${minItems} to ${maxItems} entries` }];
  const list: readonly unknown[] = value;
  return list.flatMap((entry, index) => {
    if (typeof entry === 'string' && list.indexOf(entry) < index)
      return [{ pointer: at(pointer, index), expected: 'every entry once' }];
    return items ? faultsOf(items, entry, at(pointer, index)) : [];
  });
}

/** A JSON Pointer one step further. */
export function at(pointer: string, step: string | number): string {
  return `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const key = /^-----BEGIN PUBLIC KEY-----[\sA-Za-z0-9+/=]+-----END PUBLIC KEY-----\s*$/;
const certificates = /^(-----BEGIN CERTIFICATE-----[\sA-Za-z0-9+/=]+-----END CERTIFICATE-----\s*)+$/;

function isText({ enum: allowed, pattern, format }: ValueSchema, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (allowed) return allowed.includes(value);
  if (format === 'certificates') return value.length <= longestCertificates && certificates.test(value);
  if (format !== undefined) return value.length <= 1_000 && key.test(value);
  return pattern === undefined
    ? /\S/.test(value) && value.length <= 500
    : new RegExp(pattern, 'u').test(value);
}

function textOf({ enum: allowed, pattern, format }: ValueSchema): string {
  if (allowed) return allowed.length === 1 ? String(allowed[0]) : `one of ${allowed.join(', ')}`;
  if (format === 'certificates') return `certificates in PEM, of at most ${longestCertificates} characters`;
  if (format !== undefined) return 'a public key in PEM';
  return pattern === undefined
    ? 'a text of 1 to 500 characters'
    : 'lower-case letters, digits, hyphens, dots and underscores: 1 to 100, no mark first';
}

function isNumber(schema: ValueSchema, value: unknown): boolean {
  const { type, minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity } = schema;
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (type === 'integer' && !Number.isSafeInteger(value)) return false;
  return value >= minimum && value > exclusiveMinimum && value <= maximum;
}

function numberOf({ type, minimum, exclusiveMinimum, maximum }: ValueSchema): string {
  const what = type === 'integer' ? 'a whole number' : 'a number';
  const parts = [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [`above ${exclusiveMinimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
  ];
  return parts.length === 0 ? what : `${what}, ${parts.join(' and ')}`;
}
