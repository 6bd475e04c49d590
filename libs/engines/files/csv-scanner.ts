import { FileError } from './file-error';

/** One record of a CSV text: its fields, unquoted, and the physical line it starts on. */
export interface CsvRecord {
  readonly fields: readonly string[];
  readonly line: number;
}

/** What a scan found: the complete records, and the unfinished one (an open quoted field) for the next block. */
export interface CsvScan {
  readonly records: readonly CsvRecord[];
  readonly rest: string;
  readonly restLine: number;
}

interface Quoted {
  readonly fields: readonly string[];
  readonly end: number;
  readonly lineBreaks: number;
}

/**
 * Cuts text into records by RFC 4180 with commas; LF and CRLF both end a record, quoted fields may hold either.
 * A blank line is a record of one empty field.
 *
 * @param text whole physical lines, beginning at the start of a record
 * @param firstLine physical line number of the text's first line
 * @throws FileError MALFORMED_ROW on a stray quote, text after a closing quote or a bare carriage return
 */
export function scanCsv(text: string, firstLine: number): CsvScan {
  const records: CsvRecord[] = [];
  let line = firstLine;
  let quote = text.indexOf('"');
  for (let start = 0; start < text.length;) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak === -1 ? text.length : lineBreak;
    if (quote !== -1 && quote < start) quote = text.indexOf('"', start);
    if (quote === -1 || quote >= end) {
      records.push({ fields: plainFields(text.slice(start, end), line), line });
      start = end + 1;
      line += 1;
    } else {
      const found = quotedFields(text, start, line);
      if (!found) return { records, rest: text.slice(start), restLine: line };
      records.push({ fields: found.fields, line });
      start = found.end;
      line += found.lineBreaks;
    }
  }
  return { records, rest: '', restLine: line };
}

function plainFields(row: string, line: number): string[] {
  const text = row.endsWith('\r') ? row.slice(0, -1) : row;
  if (text.includes('\r'))
    throw new FileError(
      'MALFORMED_ROW',
      `Line ${line} holds a bare carriage return; end rows with LF or CRLF.`,
      { line },
    );
  return text.split(',');
}

/** Reads one record that contains a quote; undefined when a quoted field is still open at the text's end. */
function quotedFields(text: string, start: number, line: number): Quoted | undefined {
  const fields: string[] = [];
  let at = start;
  let lineBreaks = 0;
  for (;;) {
    const field = text[at] === '"' ? quotedField(text, at) : plainField(text, at, line + lineBreaks);
    if (!field) return undefined;
    fields.push(field.value);
    if (field.value.includes('\n')) lineBreaks += field.value.split('\n').length - 1;
    at = field.end;
    if (text[at] === ',') {
      at += 1;
      continue;
    }
    if (text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length)) at += 1;
    if (at >= text.length || text[at] === '\n') return { fields, end: at + 1, lineBreaks: lineBreaks + 1 };
    const here = line + lineBreaks;
    throw new FileError(
      'MALFORMED_ROW',
      `Line ${here}: field ${fields.length} goes on after its closing quote.`,
      { line: here },
    );
  }
}

interface Field {
  readonly value: string;
  readonly end: number;
}

function quotedField(text: string, open: number): Field | undefined {
  let close = text.indexOf('"', open + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1) return undefined;
  return { value: text.slice(open + 1, close).replaceAll('""', '"'), end: close + 1 };
}

function plainField(text: string, start: number, line: number): Field {
  const lineBreak = text.indexOf('\n', start);
  const row = lineBreak === -1 ? text.slice(start) : text.slice(start, lineBreak);
  const comma = row.indexOf(',');
  const ends = comma === -1 ? stripReturn(text, start, start + row.length) : start + comma;
  const value = text.slice(start, ends);
  if (value.includes('"'))
    throw new FileError(
      'MALFORMED_ROW',
      `Line ${line} has a quote inside an unquoted field; quote the whole field.`,
      { line },
    );
  if (value.includes('\r'))
    throw new FileError(
      'MALFORMED_ROW',
      `Line ${line} holds a bare carriage return; end rows with LF or CRLF.`,
      { line },
    );
  return { value, end: ends };
}

function stripReturn(text: string, start: number, end: number): number {
  return end > start && text[end - 1] === '\r' ? end - 1 : end;
}
