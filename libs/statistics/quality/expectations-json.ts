import { compareCodePoints } from '../ordering';
import {
  type ColumnExpectation,
  type DatasetExpectation,
  type Expectations,
  type ExpectationsJson,
} from './expectations';
import { ExpectationsError } from './expectations-error';

type Fields = Readonly<Record<string, unknown>>;
/** Says what a field has to be, or nothing when it is that. */
type FieldRule = (value: unknown) => string | undefined;

const kinds: readonly unknown[] = ['numeric', 'categorical', 'timestamp'];
const finite: FieldRule = (value) => (Number.isFinite(value) ? undefined : 'expected a finite number');
const share: FieldRule = (value) =>
  typeof value === 'number' && value >= 0 && value <= 1 ? undefined : 'expected a share from 0 to 1';
const count: FieldRule = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : 'expected a whole number of at least 0';

const texts: FieldRule = (value) =>
  Array.isArray(value) && value.every((text) => typeof text === 'string')
    ? undefined
    : 'expected a list of texts';

const columnRules: Readonly<Record<keyof ColumnExpectation, FieldRule>> = {
  kind: (value) => (kinds.includes(value) ? undefined : `expected one of ${kinds.join(', ')}`),
  missing: share,
  minimum: finite,
  maximum: finite,
  outside: share,
  categories: texts,
  unseen: share,
  constant: (value) => (typeof value === 'boolean' ? undefined : 'expected true or false'),
};

const datasetRules: Readonly<Record<keyof DatasetExpectation, FieldRule>> = {
  minimumRows: count,
  maximumRows: count,
  newColumns: count,
  columnOrder: texts,
  movedColumns: count,
  duplicateRows: share,
  duplicateIds: share,
  maximumAgeHours: (value) => finite(value) ?? (Number(value) < 0 ? 'expected at least 0' : undefined),
};

/**
 * Reads a document `countersign.expectations/1`. A field that nobody knows is a fault: a misspelt limit must not pass.
 *
 * @throws ExpectationsError with the place of the first fault
 * @example expectationsFromJson({ schema: 'countersign.expectations/1', columns: { age: { minimum: 0 } } })
 */
export function expectationsFromJson(document: unknown): Expectations {
  const root = fieldsOf(document, '$');
  if (root['schema'] !== 'countersign.expectations/1')
    throw new ExpectationsError('$.schema', 'expected "countersign.expectations/1"');
  const known = ['schema', 'dataset', 'columns'];
  const unknown = Object.keys(root).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new ExpectationsError(placeOf('$', unknown), 'unknown field');
  const dataset = checkedFields(root['dataset'] ?? {}, '$.dataset', datasetRules) as DatasetExpectation;
  checkOrder('$.dataset', { low: dataset.minimumRows, high: dataset.maximumRows, highName: 'maximumRows' });
  const columns = Object.entries(fieldsOf(root['columns'] ?? {}, '$.columns'));
  return { dataset, columns: new Map(columns.map(([name, value]) => [name, columnOf(name, value)])) };
}

/** The document of expectations, columns in code-point order: the same expectations give the same bytes. */
export function expectationsToJson({ dataset, columns }: Expectations): ExpectationsJson {
  const sorted = [...columns].sort(([a], [b]) => compareCodePoints(a, b));
  return { schema: 'countersign.expectations/1', dataset, columns: Object.fromEntries(sorted) };
}

function columnOf(name: string, value: unknown): ColumnExpectation {
  const place = placeOf('$.columns', name);
  const column = checkedFields(value, place, columnRules) as ColumnExpectation;
  checkOrder(place, { low: column.minimum, high: column.maximum, highName: 'maximum' });
  const hasRange = column.minimum !== undefined || column.maximum !== undefined;
  if (column.outside !== undefined && !hasRange)
    throw new ExpectationsError(`${place}.outside`, 'needs a minimum or a maximum beside it');
  if (column.unseen !== undefined && column.categories === undefined)
    throw new ExpectationsError(`${place}.unseen`, 'needs categories beside it');
  if (hasRange && column.kind !== undefined && column.kind !== 'numeric')
    throw new ExpectationsError(`${place}.kind`, 'a range needs the kind numeric');
  return column;
}

function checkedFields(value: unknown, place: string, rules: Readonly<Record<string, FieldRule>>): Fields {
  const fields = fieldsOf(value, place);
  for (const [name, field] of Object.entries(fields)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    const fault = rule ? rule(field) : 'unknown field';
    if (fault !== undefined) throw new ExpectationsError(placeOf(place, name), fault);
  }
  return fields;
}

function checkOrder(
  place: string,
  { low, high, highName }: { low: number | undefined; high: number | undefined; highName: string },
): void {
  if (low !== undefined && high !== undefined && low > high)
    throw new ExpectationsError(`${place}.${highName}`, `lies below the minimum of ${low}`);
}

function fieldsOf(value: unknown, place: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ExpectationsError(place, 'expected an object');
  return value as Fields;
}

function placeOf(parent: string, name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `${parent}.${name}` : `${parent}[${JSON.stringify(name)}]`;
}
