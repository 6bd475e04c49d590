import {
  day,
  finite,
  listOf,
  name,
  nullable,
  objectOf,
  oneOf,
  optional,
  type Read,
  text,
  whole,
  MalformedDocument,
} from '../json-reading';
import {
  type AuditEvidence,
  auditEvidenceSchema,
  type AuditSubject,
  type ProductionWindow,
  type VaultJoin,
} from './audit-evidence';
import { readAuditCounts } from './read-counts';
import { readFairnessPolicy } from './read-policy';

const subject = objectOf<AuditSubject>({
  artifactDigest: nullable(text),
  populationDigest: text,
  source: oneOf(['dataset', 'file', 'predictions']),
  window: nullable(objectOf<ProductionWindow>({ from: day, to: day, maturedDays: whole(0) })),
  columns: objectOf<AuditSubject['columns']>({
    prediction: name,
    label: nullable(name),
    score: nullable(name),
    stratum: nullable(name),
    decision: optional(name),
    positive: text,
  }),
  vault: optional(
    objectOf<VaultJoin>({ key: nullable(name), attributes: listOf(name, 100), matched: whole() }),
  ),
  medianScore: nullable(finite),
});

/** Evidence whose results nobody has looked at. */
export type UncheckedEvidence = Omit<AuditEvidence, 'results'> & { readonly results: unknown };

const untouched: Read<unknown> = (value) => value;

const evidence = objectOf<UncheckedEvidence>({
  schema: oneOf([auditEvidenceSchema]),
  subject,
  policy: readFairnessPolicy,
  counts: readAuditCounts,
  results: untouched,
});

/**
 * The parts of evidence that results follow from, checked, and its results as they stand.
 * @throws MalformedDocument naming the place
 */
export function readAuditEvidence(json: unknown): UncheckedEvidence {
  const read = evidence(json, '');
  const { policy, counts } = read;
  const known = new Set(policy.attributes.map((attribute) => attribute.name));
  counts.sections.forEach(({ attributes }, at) => {
    const strange = attributes.findIndex((each) => !known.has(each));
    if (strange < 0) return;
    const place = `counts.sections[${at}].attributes[${strange}]`;
    throw new MalformedDocument(place, 'is no attribute of the policy.');
  });
  const { attributes = [], matched = 0 } = read.subject.vault ?? {};
  const foreign = attributes.findIndex((each) => !known.has(each));
  if (foreign >= 0)
    throw new MalformedDocument(`subject.vault.attributes[${foreign}]`, 'is no attribute of the policy.');
  if (matched > counts.rows) throw new MalformedDocument('subject.vault.matched', 'is more than all rows.');
  return read;
}
