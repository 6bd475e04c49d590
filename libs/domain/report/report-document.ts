import { type Drawing } from './drawing';

/** A document for people. A page, a PDF and a text show the same of it; whatever it states was computed before. */
export interface ReportDocument {
  readonly title: string;
  readonly lead: readonly string[];
  readonly sections: readonly ReportSection[];
}

export interface ReportSection {
  readonly title: string;
  /** What asks for the section, such as an article of a law. */
  readonly basis?: string;
  readonly parts: readonly ReportPart[];
}

export type ReportPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[] }
  | ({ readonly kind: 'table' } & ReportTable)
  | ({ readonly kind: 'figure' } & ReportFigure);

/** The first column names the rows. */
export interface ReportTable {
  readonly caption: string;
  readonly columns: readonly { readonly name: string; readonly isNumeric?: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** A picture with its words: `description` says all that the picture shows. */
export interface ReportFigure {
  readonly caption: string;
  readonly description: string;
  readonly drawing: Drawing;
}
