import type { AttachedEvidence, AttachedKind, AttachedOrigin } from './attached-evidence';
import { readCard } from './read-card';
import { readDataQuality } from './read-data-quality';
import { readExternal } from './read-external';
import { readMeasurement } from './read-measurement';
import { readReproducibility } from './read-reproducibility';
import { readSignature } from './read-signature';
import { readTests } from './read-tests';

/** What the server knows and no document says. */
type FromServer =
  | Exclude<keyof AttachedOrigin, 'about'>
  | 'thresholds'
  | 'timesEvaluated'
  | 'isIndependent'
  | 'askedAt'
  | 'answeredAt';

/** Reads a document of one kind. @throws MalformedDocument naming the place */
export type ReadDocument<Evidence extends AttachedEvidence> = (
  document: unknown,
  place: string,
) => Omit<Evidence, FromServer> & {
  /** When it was made, as it says itself; milliseconds since 1970-01-01T00:00Z. */
  madeAt: number | null;
};

const readers: { readonly [Kind in AttachedKind]: ReadDocument<Extract<AttachedEvidence, { kind: Kind }>> } =
  {
    tests: readTests,
    signature: readSignature,
    card: readCard,
    measurement: readMeasurement,
    data_quality: readDataQuality,
    reproducibility: readReproducibility,
    external: readExternal,
  };

/** All kinds of evidence that can be attached. */
export const attachedKinds = Object.keys(readers) as readonly AttachedKind[];

/** What a document of this kind says. @throws MalformedDocument naming the place, such as `document.estimate.n` */
export function readDocument<Kind extends AttachedKind>(
  kind: Kind,
  document: unknown,
): ReturnType<(typeof readers)[Kind]> {
  return readers[kind](document, 'document') as ReturnType<(typeof readers)[Kind]>;
}
