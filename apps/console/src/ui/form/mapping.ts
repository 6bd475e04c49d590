import type { ColumnMappingInput } from '../../gql/graphql';

/** The parts that one column plays. */
export const singleParts = ['id', 'at', 'prediction', 'score', 'label', 'latencyMs'] as const;
export type SinglePart = (typeof singleParts)[number];

/** The parts that several columns may play. */
export const listParts = ['groups', 'segments', 'ignored'] as const;
export type ListPart = (typeof listParts)[number];

/** A mapping as it stands in the form: an empty text means that no column plays the part. */
export type Mapping = Record<SinglePart, string> & Record<ListPart, string[]>;

export const emptyMapping: Mapping = {
  id: '',
  at: '',
  prediction: '',
  score: '',
  label: '',
  latencyMs: '',
  groups: [],
  segments: [],
  ignored: [],
};

/** Names that columns commonly have, best first. */
const common: Record<SinglePart, readonly string[]> = {
  id: ['id', 'entity_id', 'row_id'],
  at: ['at', 'timestamp', 'time', 'date'],
  prediction: ['prediction', 'y_pred', 'predicted'],
  score: ['score', 'y_pred_proba', 'probability'],
  label: ['label', 'label_value', 'clf_target', 'y_true', 'target'],
  latencyMs: ['latency_ms'],
};

type Known = Partial<Record<SinglePart, string | null>> & Partial<Record<ListPart, readonly string[]>>;

/** A proposal for a file: what is already known of the model where the file has such columns, else common names. */
export function proposeMapping(columns: readonly string[], known: Known = {}): Mapping {
  const has = (name: string | null | undefined): name is string => name != null && columns.includes(name);
  const single = (part: SinglePart): string => {
    const before = known[part];
    return has(before) ? before : (common[part].find(has) ?? '');
  };
  const prefixed = (prefix: string) => columns.filter((column) => column.startsWith(prefix));
  const list = (part: ListPart, found: readonly string[]) => {
    const before = (known[part] ?? []).filter(has);
    return before.length > 0 ? before : [...found];
  };
  return {
    id: single('id'),
    at: single('at'),
    prediction: single('prediction'),
    score: single('score'),
    label: single('label'),
    latencyMs: single('latencyMs'),
    groups: list('groups', prefixed('group.')),
    segments: list('segments', prefixed('segment.')),
    ignored: list('ignored', []),
  };
}

/** A mapping of these parts alone: a column proposed for another part is left out of the file's features. */
export function withOnly(mapping: Mapping, parts: readonly SinglePart[]): Mapping {
  const others = singleParts.filter((part) => !parts.includes(part));
  const freed = others.map((part) => mapping[part]).filter((column) => column !== '');
  const emptied = Object.fromEntries(others.map((part) => [part, '']));
  return { ...mapping, ...emptied, ignored: [...new Set([...mapping.ignored, ...freed])] };
}

/** The mapping as the API takes it; times without a zone count as UTC when the reader says so. */
export function mappingInput(mapping: Mapping, assumeUtc: boolean): ColumnMappingInput {
  const single = (part: SinglePart) => mapping[part] || null;
  return {
    id: single('id'),
    at: single('at'),
    prediction: single('prediction'),
    score: single('score'),
    label: single('label'),
    latencyMs: single('latencyMs'),
    groups: mapping.groups,
    segments: mapping.segments,
    ignored: mapping.ignored,
    assumeUtc,
  };
}
