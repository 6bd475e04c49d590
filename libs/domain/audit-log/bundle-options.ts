import { type Checkpoint } from './checkpoint';
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
}
