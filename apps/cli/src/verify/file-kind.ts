import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { bundleSchema } from '@countersign/domain/audit-log';
import { type AuditEvidence } from '@countersign/domain/fairness';
import { readTextFile } from '../input/text-file';
import { UsageError } from '../usage-error';

// The statistics of an audit are loaded for an audit alone.
const auditEvidenceSchema: AuditEvidence['schema'] = 'countersign.fairness-audit/2';

/** What a file says it is; a passport by the first bytes of its archive. */
export type FileKind = typeof auditEvidenceSchema | typeof bundleSchema | 'passport';

const beginningOfArchive = 'PK\u0003\u0004';

/** The header of a bundle is shorter; what has no line end by then is one document. */
const longestHeader = 1024 * 1024;

/** A document is read whole, so that it may not be of any size. */
const largestDocument = 256 * 1024 * 1024;

/**
 * A file of another kind is not a broken bundle. What says nothing of its kind is taken for a bundle.
 * @throws UsageError naming the kinds that this version verifies
 */
export function kindOfFile(file: string): FileKind {
  const text = beginningOf(file);
  if (text.startsWith(beginningOfArchive)) return 'passport';
  // One value over several lines is no bundle, whatever it says of itself.
  const [line = ''] = text.split('\n', 1);
  const size = sizeOf(file);
  const isLonger = size > longestHeader && size <= largestDocument;
  const header = schemaOf(parsed(line));
  // Canonical JSON has its schema far behind.
  const whole =
    header === null ? parsed(isLonger && text.startsWith('{') ? readTextFile(file) : text) : undefined;
  const kind = header ?? schemaOf(whole);
  const known = `this version verifies ${bundleSchema}, ${auditEvidenceSchema} and passports of promotions`;
  if (kind === auditEvidenceSchema || kind === bundleSchema) return kind;
  if (kind !== null) throw new UsageError(`${file} is of the kind "${kind}"; ${known}.`);
  if (whole !== undefined && text.trimEnd().includes('\n'))
    throw new UsageError(`${file} does not say its kind; ${known}.`);
  return bundleSchema;
}

/** @throws UsageError where there is no regular file */
export function sizeOf(file: string): number {
  try {
    const kind = statSync(file);
    if (!kind.isFile()) throw new UsageError(`${file}: This is no regular file.`);
    return kind.size;
  } catch (error) {
    throw unreadable(file, error);
  }
}

function schemaOf(value: unknown): string | null {
  const { schema } = Object(value) as { schema?: unknown };
  return typeof schema === 'string' ? schema : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function beginningOf(file: string): string {
  const bytes = Buffer.alloc(longestHeader);
  try {
    const opened = openSync(file, 'r');
    const length = readSync(opened, bytes);
    closeSync(opened);
    return bytes.toString('utf8', 0, length);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): UsageError {
  if (error instanceof UsageError) return error;
  return new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
}
