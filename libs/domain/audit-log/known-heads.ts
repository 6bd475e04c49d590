import { type BundleFindings, type CheckResult } from './bundle-findings';
import { type BundleHeader } from './bundle-lines';
import { type Checkpoint } from './checkpoint';
import { type Hashing } from './hashing';
import { verifyNote } from './signed-note';
import { type VerifierKey } from './verifier-key';

/** Heads of the log known from elsewhere, each compared when reading comes to its size. */
export class KnownHeads {
  private readonly ours: readonly Checkpoint[];
  private readonly due: Checkpoint[];
  private readonly matched: Checkpoint[] = [];
  private readonly isGiven: boolean;

  constructor(
    heads: readonly Checkpoint[],
    private readonly header: Pick<BundleHeader, 'from' | 'to' | 'origin'>,
    private readonly findings: BundleFindings,
  ) {
    this.isGiven = heads.length > 0;
    const { from, to, origin } = header;
    const ours = heads.filter((head) => head.origin === origin);
    if (ours.length < heads.length)
      findings.fail('checkpoint', `a known checkpoint is of another log than ${origin}`, null);
    const beyond = ours.find(({ size }) => size > to);
    if (beyond) {
      const detail = `a known checkpoint has ${beyond.size} entries, this file ends at ${to}: the log was cut, or this is an old copy`;
      findings.fail('checkpoint', detail, to + 1);
    }
    this.ours = ours;
    this.due = ours.filter(({ size }) => size >= from - 1 && size <= to).sort((a, b) => a.size - b.size);
  }

  /** Refuses heads on which a signature of a known key does not verify. */
  verify(keys: readonly VerifierKey[], hashing: Hashing): void {
    for (const { note, size } of this.ours) {
      if (verifyNote(note, keys, hashing) === null)
        this.findings.fail('checkpoint', `the known checkpoint of size ${size} has a broken signature`, null);
    }
  }

  /** Compares what is due at a size; answers the heads that had this root. It is computed only when a head asks for it. */
  reach(size: number, root: () => string): readonly Checkpoint[] {
    const before = this.matched.length;
    for (let head = this.due[0]; head?.size === size; head = this.due[0]) {
      this.due.shift();
      if (head.root === root()) {
        this.matched.push(head);
        continue;
      }
      // Not one of the same size: of two heads that differ, which one came first must not matter.
      const last = this.matched.findLast((match) => match.size < size)?.size ?? 0;
      const place = Math.max(this.header.from, last + 1);
      const detail = `at ${size} entries the root is not that of the known checkpoint: an entry from ${place} to ${size} differs, or one before`;
      this.findings.fail('checkpoint', detail, place);
    }
    return this.matched.slice(before);
  }

  /** What is said where all was read and nothing failed. */
  result(): Omit<CheckResult, 'check'> {
    const last = this.matched.at(-1);
    if (last)
      return { status: 'passed', detail: `the first ${last.size} entries are those of a known checkpoint` };
    if (!this.isGiven)
      return {
        status: 'unknown',
        detail: 'no checkpoint known from elsewhere was given: entries cut off the end would not be noticed',
      };
    return {
      status: 'unknown',
      detail: `every known checkpoint is older than entry ${this.header.from}`,
    };
  }
}
