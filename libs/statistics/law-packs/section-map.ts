/** A section of a fairness report that a rule may be looked at in. */
export type MappedSection =
  | 'identity'
  | 'purpose'
  | 'data'
  | 'attributes'
  | 'groups'
  | 'errors'
  | 'verdicts'
  | 'scores'
  | 'limits'
  | 'mitigation'
  | 'oversight'
  | 'monitoring'
  | 'signOff'
  | 'publication'
  | 'reproducibility';

/**
 * A law pack of another kind: it measures nothing, and says where in a report a rule's question is looked at. Data with its
 * source and dates, never a claim that the rule is met.
 */
export interface SectionMap {
  readonly id: string;
  /** Rises with every change of this data. */
  readonly version: number;
  readonly title: string;
  readonly source: { readonly title: string; readonly url: string };
  /** The day of this data, yyyy-mm-dd. */
  readonly date: string;
  /** From when to when the rule's duties apply, yyyy-mm-dd; null: not known to end. */
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  /** Whether somebody with legal training has checked this data against the source. */
  readonly verified: boolean;
  /** What a reader has to know of the state of the rule. */
  readonly note: string;
  readonly entries: readonly SectionMapEntry[];
}

interface SectionMapEntry {
  /** Of the rule, as it numbers itself. */
  readonly reference: string;
  readonly asks: string;
  /** Empty where a report about fairness does not look at it. */
  readonly sections: readonly MappedSection[];
}

/** A row of a map. */
export function mapEntry(reference: string, asks: string, ...sections: MappedSection[]): SectionMapEntry {
  return { reference, asks, sections };
}
