import { type Checkpoint } from './checkpoint';
import { type BundleEntry } from './bundle-lines';
import { type Hashing } from './hashing';
import { type VerifierKey } from './verifier-key';

/** What the reader of a bundle knows from elsewhere. The less, the more checks stay unknown. */
export interface BundleOptions {
  /** Keys of the log, of type 1. */
  keys?: readonly VerifierKey[];
  /** Older or newer heads of the log, from a witness or noted down. */
  checkpoints?: readonly Checkpoint[];
  /** Keys of witnesses, of type 4. */
  witnesses?: readonly VerifierKey[];
  hashing?: Hashing;
  /** Is given every entry that stands in the chain, in order; nothing is known of those to come. */
  entry?: (entry: BundleEntry) => void;
}
