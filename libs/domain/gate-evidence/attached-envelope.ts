import { canonicalJson, sha256Hex } from '../audit-log';
import {
  finite,
  listOf,
  MalformedDocument,
  nullable,
  objectOf,
  oneOf,
  optional,
  type Read,
  text,
  truth,
  whole,
} from '../json-reading';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { AttachedEvidence, AttachedKind, RegisteredThreshold } from './attached-evidence';
import { digest, exactly, instant, short } from './evidence-values';
import { attachedKinds, readDocument } from './read-document';

/** What the server adds to a document, each only where its kind has it. Instants are RFC 3339 in UTC. */
export interface ServerFacts {
  /** Of a measurement. */
  thresholds?: readonly (Omit<RegisteredThreshold, 'registeredAt'> & { registeredAt: string })[] | undefined;
  timesEvaluated?: number | null | undefined;
  /** Of a rebuild. */
  isIndependent?: boolean | undefined;
  /** Of an external check. */
  askedAt?: string | undefined;
}

/** A document with what it was attached to and when: all that a gate on it reads, so that its digest covers all of it. */
export interface AttachedEnvelope {
  schema: 'countersign.attached-evidence/1';
  kind: AttachedKind;
  modelVersionId: string;
  artifactDigest: string;
  attachedAt: string;
  facts: ServerFacts;
  document: unknown;
}

const timestamp: Read<string> = (value, place) => {
  instant(value, place);
  return text(value, place);
};

const envelope = objectOf<AttachedEnvelope>({
  schema: exactly('countersign.attached-evidence/1'),
  kind: oneOf(attachedKinds),
  modelVersionId: short(),
  artifactDigest: digest,
  attachedAt: timestamp,
  facts: objectOf<ServerFacts>({
    thresholds: optional(
      listOf(
        objectOf({
          metric: short(),
          op: oneOf(['at_least', 'at_most']),
          limit: finite,
          datasetDigest: digest,
          registeredAt: timestamp,
        }),
      ),
    ),
    timesEvaluated: optional(nullable(whole(1))),
    isIndependent: optional(truth),
    askedAt: optional(timestamp),
  }),
  document: (value) => value,
});

/** Clocks of others may be ahead by this many milliseconds. */
const clockSkew = 300_000;

/** The text of an envelope, whose SHA-256 names it. @throws MalformedDocument as {@link readAttached} */
export function attachedText(given: Omit<AttachedEnvelope, 'schema'>): string {
  const canonical = canonicalJson({ schema: 'countersign.attached-evidence/1', ...given });
  readAttached(canonical);
  return canonical;
}

/**
 * The evidence of an envelope, read anew: nothing else about it has to be believed.
 * @param canonical its canonical JSON (RFC 8785)
 * @throws MalformedDocument naming the place
 */
export function readAttached(canonical: string): AttachedEvidence {
  const value = parsed(canonical);
  const { kind, modelVersionId, artifactDigest, attachedAt, facts, document } = envelope(value, '');
  const { madeAt, ...read } = readDocument(kind, document);
  const attached = instant(attachedAt, 'attachedAt');
  if (madeAt !== null && madeAt > attached + clockSkew)
    throw new MalformedDocument('document', 'is dated after the instant at which it was attached.');
  const origin = {
    ...{ digest: sha256Hex(utf8ToBytes(canonical)), modelVersionId, artifactDigest },
    producedAt: Math.min(madeAt ?? attached, attached),
  };
  // The reader of a kind answers that kind, and the facts are those of it.
  return { ...origin, ...read, ...factsOf(kind, facts, attached) } as AttachedEvidence;
}

function factsOf(kind: AttachedKind, facts: ServerFacts, answeredAt: number): object {
  if (kind === 'measurement') {
    const { thresholds = [], timesEvaluated = null } = facts;
    const registered = thresholds.map((each) => ({
      ...each,
      registeredAt: instant(each.registeredAt, 'facts.thresholds'),
    }));
    return { thresholds: registered, timesEvaluated };
  }
  if (kind === 'reproducibility') return { isIndependent: facts.isIndependent ?? false };
  if (kind !== 'external') return {};
  return { askedAt: instant(facts.askedAt, 'facts.askedAt'), answeredAt };
}

function parsed(canonical: string): unknown {
  try {
    const value: unknown = JSON.parse(canonical);
    if (canonicalJson(value) === canonical) return value;
  } catch {
    // Said below.
  }
  throw new MalformedDocument('', 'is no canonical JSON.');
}
