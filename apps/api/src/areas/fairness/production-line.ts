import { canonicalJson } from '@countersign/domain/audit-log';

/** One prediction with its label, as the database gives it. */
export interface ProductionRow {
  id: string;
  /** ISO 8601, UTC, to the millisecond. */
  at: string;
  prediction: string | null;
  score: number | null;
  /** JSON objects, as text. */
  groups: string;
  segments: string;
  label: string | null;
}

/** A JSON object of a row, read once for all rows that have the same. */
export interface RowObject {
  canonical: string;
  members: Readonly<Record<string, unknown>>;
}

/** Distinct objects that are kept; few groups make few, and more are read again. */
const mostKept = 20_000;

/** Reads the objects of rows; most rows have one that came before. */
export class RowObjects {
  private readonly known = new Map<string, RowObject>();

  /** @param onNew told of each object that is read, at least once for different ones */
  constructor(private readonly onNew: (members: RowObject['members']) => void = () => {}) {}

  read(text: string): RowObject {
    const before = this.known.get(text);
    if (before) return before;
    if (this.known.size === mostKept) this.known.clear();
    const members = JSON.parse(text) as RowObject['members'];
    this.onNew(members);
    const read = { canonical: canonicalJson(members), members };
    this.known.set(text, read);
    return read;
  }
}

/**
 * The line that stands for a row in the digest of its population: canonical JSON (RFC 8785), whose members come in this
 * order, with a line feed; docs/spec/fairness-audits.md, FA-29.
 */
export function productionLine(
  { at, id, label, prediction, score }: ProductionRow,
  { groups, segments }: Readonly<Record<'groups' | 'segments', RowObject>>,
): string {
  const parts = [
    `"at":${JSON.stringify(at)},"groups":${groups.canonical},"id":${JSON.stringify(id)}`,
    `"label":${JSON.stringify(label)},"prediction":${JSON.stringify(prediction)}`,
    `"score":${scoreJson(score)},"segments":${segments.canonical}`,
  ];
  return `{${parts.join(',')}}\n`;
}

/** JSON has no NaN and no infinities: these stand as texts. */
function scoreJson(score: number | null): string {
  return JSON.stringify(score === null || Number.isFinite(score) ? score : String(score));
}
