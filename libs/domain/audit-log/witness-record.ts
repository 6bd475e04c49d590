import { counted } from '../report';
import { type BundleFindings, type CheckResult } from './bundle-findings';
import { type Checkpoint } from './checkpoint';
import { type Hashing } from './hashing';
import { verifyNote } from './signed-note';
import { type VerifierKey } from './verifier-key';

/** What the witnesses have seen: per witness the largest checkpoint it cosigned. */
export class WitnessRecord {
  private readonly seen = new Map<VerifierKey, { size: number; time: number }>();

  constructor(
    private readonly witnesses: readonly VerifierKey[],
    private readonly findings: BundleFindings,
    private readonly hashing: Hashing,
  ) {}

  /** Takes a checkpoint whose root is the tree's. */
  take({ note, size }: Checkpoint): void {
    if (this.witnesses.length === 0) return;
    const signed = verifyNote(note, this.witnesses, this.hashing);
    if (signed === null)
      this.findings.fail('witness', `a cosignature of the checkpoint of size ${size} does not verify`, null);
    for (const { key, time } of signed ?? []) {
      const before = this.seen.get(key);
      if (time !== null && (before === undefined || before.size <= size)) this.seen.set(key, { size, time });
    }
  }

  /** Once all was read: every witness has to have been there. */
  finish(): void {
    const absent = this.witnesses.find((witness) => !this.seen.has(witness));
    if (absent)
      this.findings.fail('witness', `${absent.name} has cosigned nothing that is in this file`, null);
  }

  /** What is said where all was read and nothing failed. */
  result(): Omit<CheckResult, 'check'> {
    if (this.witnesses.length === 0)
      return {
        status: 'unknown',
        detail: 'no witness was named: whoever holds the signing key could have rewritten the log',
      };
    const each = [...this.seen].map(
      ([{ name }, { size, time }]) => `${name} saw ${counted(size, 'entry', 'entries')} at second ${time}`,
    );
    return { status: 'passed', detail: each.join(', ') };
  }
}
