import { formatVerifierKey, type VerifierKey } from './verifier-key';

/** A checkpoint's signatures as far as they matter to the keys: who signed it, and which key it names as the next. */
export interface SignedCheckpoint {
  signedBy: readonly VerifierKey[];
  nextKey?: VerifierKey | undefined;
}

/** Follows the keys of a log from checkpoint to checkpoint: which one is in force, and which ones were. */
export class KeyChain {
  private readonly listed: readonly string[];
  private readonly inForce = new Set<string>();
  private current: string | null = null;
  private isLastSigned = false;

  /**
   * @param listed the bundle's keys, in order of use
   * @param pinned keys known from elsewhere
   */
  constructor(
    listed: readonly VerifierKey[],
    private readonly pinned: readonly VerifierKey[],
  ) {
    this.listed = listed.map(formatVerifierKey);
  }

  /** Takes the next checkpoint. Says what is wrong with its signatures, or null. */
  follow({ signedBy, nextKey }: SignedCheckpoint): string | null {
    const signers = new Set(signedBy.map(formatVerifierKey));
    const current = this.current ?? this.listed.find((key) => signers.has(key)) ?? null;
    this.isLastSigned = current !== null && signers.has(current);
    if (current === null) return 'is signed by none of the keys in the header';
    if (!signers.has(current)) return 'is not signed by the key in force';
    this.current = current;
    this.inForce.add(current);
    return nextKey ? this.handOver(formatVerifierKey(nextKey), signers) : null;
  }

  private handOver(next: string, signers: ReadonlySet<string>): string | null {
    if (!this.listed.includes(next)) return 'hands over to a key that the header does not list';
    if (!signers.has(next)) return 'hands over to a key that did not sign it';
    this.current = next;
    this.inForce.add(next);
    return null;
  }

  /**
   * What speaks against the pinned keys once all checkpoints were seen, or null. A key comes into force by a handover only,
   * so that whatever signs the last checkpoint follows from every key that was in force before.
   */
  distrust(): string | null {
    const unused = this.pinned.find((key) => !this.inForce.has(formatVerifierKey(key)));
    if (unused) return `the key ${formatVerifierKey(unused)} signed no checkpoint of this file`;
    return this.isLastSigned ? null : 'the last checkpoint is not signed by the key in force';
  }
}
