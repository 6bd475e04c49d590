/** What a command found, for people: rendered as text, or as one HTML page by --html. */
export interface Report {
  title: string;
  /** The answer in a sentence or two, before any table. */
  lead: string[];
  tables: ReportTable[];
  figures?: Figure[];
  /** Conditions and limits of what is shown. */
  notes: string[];
}

export interface ReportTable {
  caption: string;
  columns: { name: string; align?: 'left' | 'right' }[];
  rows: Cell[][];
}

export type Tone = 'good' | 'bad' | 'warning' | 'muted';

/** A text, or a text with a meaning. The meaning is never in the colour alone: the text says it, too. */
export type Cell = string | { text: string; tone: Tone };

/** A drawing that the command made itself, with <title> and <desc>; texts of data in it are escaped by `escapeHtml`. */
export interface Figure {
  caption: string;
  svg: string;
}
