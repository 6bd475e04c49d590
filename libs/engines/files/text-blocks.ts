import { isUtf8 } from 'node:buffer';
import { open, type FileHandle } from 'node:fs/promises';
import { FileError } from './file-error';

const readSize = 1 << 20;

/** Longest line and longest record, in bytes: a longer one is a file without line breaks or an unclosed quote. */
export const maximumRecordSize = 16 << 20;

/** Whole physical lines of a text file; `last` marks the end of the file, where the final line break may be absent. */
export interface TextBlock {
  readonly text: string;
  /** Physical line number of the text's first line, from 1. */
  readonly firstLine: number;
  readonly last: boolean;
}

/**
 * Reads a UTF-8 text in blocks of whole lines, so that no character and no line is cut. A byte order mark is dropped.
 *
 * @throws FileError UNREADABLE_FILE when the file cannot be opened, is not UTF-8 or holds a NUL (with the line);
 *   MALFORMED_ROW when a line is longer than 16 MiB
 */
export async function* readTextBlocks(path: string): AsyncGenerator<TextBlock> {
  const file = await openFile(path);
  try {
    let carry: Buffer = Buffer.alloc(0);
    let line = 1;
    for (;;) {
      const buffer = Buffer.allocUnsafe(readSize);
      const { bytesRead } = await file.read(buffer, 0, readSize);
      const bytes = Buffer.concat([carry, buffer.subarray(0, bytesRead)]);
      const last = bytesRead === 0;
      const end = last ? bytes.length : bytes.lastIndexOf(0x0a) + 1;
      const text = decode(bytes.subarray(0, end), line);
      carry = bytes.subarray(end);
      if (carry.length > maximumRecordSize) throw tooLong(line + countLineBreaks(text));
      if (text !== '' || last) yield { text, firstLine: line, last };
      if (last) return;
      line += countLineBreaks(text);
    }
  } finally {
    await file.close();
  }
}

/** The refusal of a line or record beyond the limit. */
export function tooLong(line: number): FileError {
  return new FileError(
    'MALFORMED_ROW',
    `The row at line ${line} is longer than ${maximumRecordSize >> 20} MiB: a quote is not closed, or line breaks are missing.`,
    { line },
  );
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    throw new FileError('UNREADABLE_FILE', 'The file cannot be opened.', { cause });
  }
}

function decode(bytes: Buffer, firstLine: number): string {
  if (!isUtf8(bytes)) throw notUtf8(bytes, firstLine);
  const text = bytes.toString('utf8');
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    const line = firstLine + countLineBreaks(text.slice(0, nul));
    throw new FileError('UNREADABLE_FILE', `Line ${line} holds a NUL byte: this is not a text file.`, {
      line,
    });
  }
  return firstLine === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function notUtf8(bytes: Buffer, firstLine: number): FileError {
  let line = firstLine;
  for (let start = 0; start < bytes.length; line += 1) {
    const lineBreak = bytes.indexOf(0x0a, start);
    const end = lineBreak === -1 ? bytes.length : lineBreak + 1;
    if (!isUtf8(bytes.subarray(start, end))) break;
    start = end;
  }
  return new FileError('UNREADABLE_FILE', `Line ${line} is not valid UTF-8; save the file as UTF-8.`, {
    line,
  });
}

function countLineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
