import { createHash } from 'node:crypto';
import { canonicalJson, hasRepeatedMember } from '@countersign/domain/audit-log';
import { type AttachedKind, readDocument } from '@countersign/domain/gate-evidence';
import { MalformedDocument } from '@countersign/domain/json-reading';
import { isStorable } from '../../server/storable-text';
import { readJUnitReport } from './junit-report';
import { readYamlCard } from './yaml-card';

/** A document as it is kept, named by the SHA-256 of its canonical JSON. */
export interface AttachedDocument {
  document: unknown;
  digest: string;
  /** The metric of a measurement, or the check that is answered. */
  name: string | null;
  /** What a measurement was made on. */
  datasetDigest: string | null;
}

/**
 * Reads what was sent: JSON, the XML of a JUnit report, of which the counts are kept, or a model card in YAML.
 * @throws MalformedDocument
 */
export function documentOfText(kind: AttachedKind, text: string): AttachedDocument {
  const document = documentIn(kind, text);
  const canonical = canonicalOf(document);
  const digest = createHash('sha256').update(canonical).digest('hex');
  return { document, digest, ...namesOf(kind, document) };
}

function documentIn(kind: AttachedKind, text: string): unknown {
  const [start = ''] = text.trimStart();
  if (kind === 'tests' && start === '<') return readJUnitReport(text);
  return kind === 'card' && start !== '{' ? readYamlCard(text) : parsed(text);
}

function namesOf(kind: AttachedKind, document: unknown): Pick<AttachedDocument, 'name' | 'datasetDigest'> {
  const read = readDocument(kind, document);
  if (read.kind === 'measurement') return { name: read.metric, datasetDigest: read.datasetDigest };
  return { name: read.kind === 'external' ? read.check : null, datasetDigest: null };
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (!hasRepeatedMember(text, value)) return value;
  } catch {
    throw new MalformedDocument('document', 'is no JSON.');
  }
  throw new MalformedDocument('document', 'has a member twice, so that it has no one meaning.');
}

function canonicalOf(document: unknown): string {
  try {
    const canonical = canonicalJson(document);
    // A member may hold NUL as an escape, which no text of the database can.
    if (isStorable(canonical) && !canonical.includes('\\u0000')) return canonical;
  } catch {
    // Half a surrogate pair, or nested too deep.
  }
  throw new MalformedDocument(
    'document',
    'holds what cannot be kept: NUL, half a character, or too many levels.',
  );
}
