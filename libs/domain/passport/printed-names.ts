import { canonicalJson } from '../audit-log';
import { listOf, objectOf, text } from '../json-reading';
import { canonicalValue } from './canonical-text';
import { names } from './passport-files';
import { count } from './shape';

/** The name that was printed with a vote, with what its commitment in the log is salted with. */
export interface PrintedName {
  /** Of the entry of the vote. */
  sequence: number;
  printedName: string;
  /** Hex. */
  salt: string;
}

const read = listOf(objectOf<PrintedName>({ sequence: count, printedName: text, salt: text }), 10_000);

export function namesText(printed: readonly PrintedName[]): string {
  return canonicalJson(printed);
}

/** @throws MalformedDocument naming the place */
export function readNames(file: string): readonly PrintedName[] {
  return read(canonicalValue(file, names.printed), names.printed);
}
