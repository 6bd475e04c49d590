import { concatBytes } from '@noble/hashes/utils.js';
import { type BundleOptions } from './bundle-options';
import { BundleVerifier, type BundleVerification } from './bundle-verifier';
import { textOfUtf8 } from './utf-8';

/** A longer line is a fault, so that a file cannot take all memory. */
const longestLine = 16 * 1024 * 1024;
const lineFeed = 0x0a;

/**
 * Checks a bundle from its bytes, as they come from a file or the network, in any pieces. Holds one line at a time.
 * @param options with `progress`: called after every piece with the bytes taken so far
 */
export async function verifyBundle(
  pieces: AsyncIterable<Uint8Array>,
  options: BundleOptions & { progress?: (bytes: number) => void } = {},
): Promise<BundleVerification> {
  const reader = new LineReader(new BundleVerifier(options));
  let bytes = 0;
  for await (const piece of pieces) {
    if (!reader.take(piece)) break;
    bytes += piece.length;
    options.progress?.(bytes);
  }
  return reader.end();
}

class LineReader {
  /** What has come of the line under way. */
  private begun: Uint8Array[] = [];
  private length = 0;

  constructor(private readonly verifier: BundleVerifier) {}

  /** False once the rest does not matter. */
  take(piece: Uint8Array): boolean {
    let begin = 0;
    for (let end = piece.indexOf(lineFeed); end >= 0; end = piece.indexOf(lineFeed, begin)) {
      if (!this.hold(piece.subarray(begin, end)) || !this.line()) return false;
      begin = end + 1;
    }
    // A copy: whoever gives the bytes may use their memory again.
    return begin === piece.length || this.hold(piece.slice(begin));
  }

  /** The last line need not end in a line feed. */
  end(): BundleVerification {
    if (this.length > 0) this.line();
    return this.verifier.end();
  }

  private hold(part: Uint8Array): boolean {
    this.begun.push(part);
    this.length += part.length;
    if (this.length <= longestLine) return true;
    this.verifier.unreadable('is longer than 16 MiB');
    return false;
  }

  private line(): boolean {
    const bytes = this.begun.length === 1 ? this.begun[0]! : concatBytes(...this.begun);
    this.begun = [];
    this.length = 0;
    const text = this.decoded(bytes);
    if (text !== null) return this.verifier.line(text);
    this.verifier.unreadable('is not UTF-8');
    return false;
  }

  private decoded(bytes: Uint8Array): string | null {
    try {
      return textOfUtf8(bytes);
    } catch {
      return null;
    }
  }
}
