/** Which column of a file plays which part. Every column that is not named here is a feature, unless it is a timestamp. */
export interface ColumnMapping {
  id: string | null;
  at: string | null;
  prediction: string | null;
  score: string | null;
  label: string | null;
  latencyMs: string | null;
  segments: string[];
  groups: string[];
  ignored: string[];
}

/** The parts that one column each can play, in the order in which faults are reported. */
export const singleParts = ['id', 'at', 'prediction', 'score', 'label', 'latencyMs'] as const;

/** What a client may leave out of a mapping. */
export type ColumnMappingRequest = { [Part in (typeof singleParts)[number]]?: string | null } & Pick<
  ColumnMapping,
  'segments' | 'groups' | 'ignored'
>;

/** The mapping with nothing undefined in it, as it is stored and shown. */
export function columnMapping(request: ColumnMappingRequest): ColumnMapping {
  const { id, at, prediction, score, label, latencyMs, segments, groups, ignored } = request;
  return {
    ...{ id: id ?? null, at: at ?? null, prediction: prediction ?? null, score: score ?? null },
    ...{ label: label ?? null, latencyMs: latencyMs ?? null },
    ...{ segments: [...segments], groups: [...groups], ignored: [...ignored] },
  };
}

/** Every column the mapping names, with the field that names it. */
export function namedColumns(mapping: ColumnMapping): { field: string; column: string }[] {
  const single = singleParts.flatMap((part) => {
    const column = mapping[part];
    return column === null ? [] : [{ field: part as string, column }];
  });
  const lists = (['segments', 'groups', 'ignored'] as const).flatMap((field) =>
    mapping[field].map((column) => ({ field: field as string, column })),
  );
  return [...single, ...lists];
}
