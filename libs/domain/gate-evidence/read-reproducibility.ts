import { finite, listOf, MalformedDocument, nullable, objectOf, optional } from '../json-reading';
import type { ReproducibilityEvidence } from './attached-evidence';
import { digest, exactly, instant, short } from './evidence-values';
import type { ReadDocument } from './read-document';

const reproduction = objectOf({
  schema: exactly('countersign.reproduction/1'),
  artifactDigest: digest,
  rebuiltDigest: nullable(digest),
  codeCommit: short(),
  dataDigests: listOf(digest, 1000),
  environment: short(1000),
  metrics: optional(listOf(objectOf({ name: short(), recorded: finite, rebuilt: finite }), 1000)),
  rebuiltAt: instant,
});

/** A statement on a rebuild, `countersign.reproduction/1`: from which commit, data and environment, and what it gave. */
export const readReproducibility: ReadDocument<ReproducibilityEvidence> = (document, place) => {
  const read = reproduction(document, place);
  const { artifactDigest, rebuiltDigest, codeCommit, dataDigests, metrics = [], rebuiltAt } = read;
  if (dataDigests.length === 0) throw new MalformedDocument(`${place}.dataDigests`, 'names no data.');
  return {
    ...{ kind: 'reproducibility', about: [artifactDigest], madeAt: rebuiltAt },
    ...{ rebuiltDigest, codeCommit, metrics },
  };
};
