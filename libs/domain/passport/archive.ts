import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type UnzipFileInfo, unzipSync, zipSync } from 'fflate';
import { textOfUtf8 } from '../audit-log';
import { type Hashing } from '../audit-log';
import { MalformedDocument } from '../json-reading';

/** The files of a passport by their names. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** More than the evidence of any promotion; a passport is read whole. */
const largest = 256 * 1024 * 1024;
const mostFiles = 500;

/** The oldest time a zip can tell, so that none is told; without a zone, since a zip has none. */
const noTime = '1980-01-01T12:00:00';

/**
 * The one archive of these files: in the order of their names, not compressed, without times. Not compressed, the same files
 * give the same bytes whatever program packs them, and no small archive unpacks to a large one.
 */
export function packFiles(files: Files): Uint8Array {
  // Without an order of its own, sort takes that of UTF-16 code units.
  const names = [...files.keys()].sort();
  const contents = names.map((name): [string, Uint8Array] => [name, files.get(name)!]);
  return zipSync(Object.fromEntries(contents), { level: 0, mtime: noTime });
}

/**
 * The files of an archive. Only the bytes that {@link packFiles} writes are read: whatever else an archive could hold, such
 * as a file twice, a comment, or bytes between the files, a reader could take in two ways.
 * @throws MalformedDocument
 */
export function unpackFiles(bytes: Uint8Array): Files {
  if (bytes.length > largest) throw new MalformedDocument('', 'is larger than 256 MiB.');
  const files = new Map(Object.entries(unzipped(bytes)));
  const again = packFiles(files);
  if (!areEqual(again, bytes))
    throw new MalformedDocument('', 'holds more, or less, than its files in their one form.');
  return files;
}

function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}

function unzipped(bytes: Uint8Array): Record<string, Uint8Array> {
  let files = 0;
  const filter = ({ name, compression, size, originalSize }: UnzipFileInfo) => {
    files += 1;
    if (files > mostFiles) throw new MalformedDocument('', `holds more than ${mostFiles} files.`);
    if (compression !== 0 || size !== originalSize)
      throw new MalformedDocument(name, 'is compressed; the files of a passport are stored as they are.');
    if (!/^[A-Za-z0-9._/-]{1,200}$/.test(name) || Number.isInteger(Number(name)))
      throw new MalformedDocument('', 'holds a file of a name that no file of a passport has.');
    return true;
  };
  try {
    return unzipSync(bytes, { filter: filter });
  } catch (error) {
    if (error instanceof MalformedDocument) throw error;
    throw new MalformedDocument('', 'is no zip archive, or a part of one.');
  }
}

/** @throws MalformedDocument for bytes that are no UTF-8 */
export function textOf(bytes: Uint8Array, name: string): string {
  try {
    return textOfUtf8(bytes);
  } catch {
    throw new MalformedDocument(name, 'is no UTF-8.');
  }
}

/** The digest of each file. */
export function digestsOf(files: Files, hashing: Pick<Hashing, 'sha256'>): ReadonlyMap<string, string> {
  return new Map([...files].map(([name, bytes]) => [name, hashing.sha256(bytes)]));
}

export const bytesOf = utf8ToBytes;
