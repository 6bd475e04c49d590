import { counted } from '../report';
import { type BundleFindings, type BundleCheck, type CheckResult } from './bundle-findings';
import { type BundleStart } from './bundle-header';
import { type BundleEntry } from './bundle-lines';
import { type BundleOptions } from './bundle-options';
import { type Checkpoint } from './checkpoint';
import { leafHash, payloadCommitment } from './digest';
import { parseEntryText } from './entry-text';
import { type Hashing } from './hashing';
import { KeyChain } from './key-chain';
import { KnownHeads } from './known-heads';
import { verifyNote } from './signed-note';
import { formatVerifierKey, type VerifierKey } from './verifier-key';
import { WitnessRecord } from './witness-record';

type Others = Record<BundleCheck, Omit<CheckResult, 'check'>>;

/** The rules about what stands between the header and the end of a bundle. Notes faults; the order of lines is not its matter. */
export class BundleReading {
  private previousHash: string;
  private readonly counts = { payloads: 0, checkpoints: 0 };
  /** Size of the last checkpoint that had the tree's root and the right signatures. */
  private borneOut: number;
  private readonly keys: readonly VerifierKey[];
  private readonly chain: KeyChain;
  private readonly heads: KnownHeads;
  private readonly witnesses: WitnessRecord;

  constructor(
    private readonly start: BundleStart,
    private readonly findings: BundleFindings,
    private readonly options: BundleOptions & { hashing: Hashing },
  ) {
    const { keys: pinned = [], witnesses = [], checkpoints = [], hashing } = options;
    const { header, keys } = start;
    this.previousHash = header.previousHash;
    this.borneOut = header.from - 1;
    this.keys = [...new Map([...keys, ...pinned].map((key) => [formatVerifierKey(key), key])).values()];
    this.chain = new KeyChain(keys, pinned);
    this.witnesses = new WitnessRecord(witnesses, findings, hashing);
    this.heads = new KnownHeads(checkpoints, header, findings);
    this.heads.verify([...this.keys, ...witnesses], hashing);
    this.compareHeads();
  }

  /** Sequence of the last entry that verified. */
  get size(): number {
    return this.start.frontier.size;
  }

  root(): string {
    return this.start.frontier.root();
  }

  /** The entry from which on no checkpoint bears the log out. */
  get firstInDoubt(): number {
    return this.borneOut + 1;
  }

  /** Takes the next entry. Says why it is none, or null. */
  entry(given: BundleEntry): string | null {
    const { canonical, payload, salt } = given;
    const { hashing } = this.options;
    const members = parseEntryText(canonical);
    if (members === null) return 'is not canonical JSON of an entry, version 1 or 2';
    const { sequence, previousHash, workspaceId, payloadCommitment: commitment } = members;
    if (sequence !== this.size + 1) return `says that it is entry ${JSON.stringify(sequence)}`;
    if (previousHash !== this.previousHash) return 'does not link to the entry before it';
    if (workspaceId !== this.start.header.workspaceId) return 'is of another workspace';
    if (salt !== undefined) this.payload(commitment, { payload, salt, place: this.size + 1 });
    this.previousHash = leafHash(canonical, hashing);
    this.start.frontier.append(this.previousHash);
    this.compareHeads();
    this.options.entry?.(given);
    return null;
  }

  private compareHeads(): void {
    for (const head of this.heads.reach(this.size, () => this.root())) this.witnesses.take(head);
  }

  private payload(
    commitment: unknown,
    { payload, salt, place }: { payload: unknown; salt: string; place: number },
  ): void {
    this.counts.payloads += 1;
    const found = commitmentOf(payload, salt, this.options.hashing);
    if (found === null || commitment !== found)
      this.findings.fail('payloads', `the payload of entry ${place} is not the one committed to`, place);
  }

  /** Takes a checkpoint of the present size. */
  checkpoint(checkpoint: Checkpoint): void {
    const { note, nextKey, size } = checkpoint;
    this.counts.checkpoints += 1;
    const isTree = checkpoint.origin === this.start.header.origin && checkpoint.root === this.root();
    const signed = verifyNote(note, this.keys, this.options.hashing);
    const fault = this.chain.follow({ signedBy: (signed ?? []).map(({ key }) => key), nextKey });
    const signatureFault = signed === null ? 'has a signature that does not verify' : fault;
    if (!isTree) {
      const detail = `the checkpoint of size ${size} has another root or origin: an entry from ${this.firstInDoubt} to ${size} differs`;
      this.findings.fail('tree', detail, this.firstInDoubt);
    }
    if (signatureFault !== null)
      this.findings.fail('signatures', `the checkpoint of size ${size} ${signatureFault}`, this.firstInDoubt);
    if (isTree) this.witnesses.take(checkpoint);
    if (isTree && signatureFault === null) this.borneOut = size;
  }

  /** The checks that need the whole file. */
  finish(): void {
    const distrust = this.options.keys?.length ? this.chain.distrust() : null;
    if (distrust !== null) this.findings.fail('key', distrust, null);
    this.witnesses.finish();
  }

  /** What is said of checks that did not fail. */
  others(isWhole: boolean): Others {
    const { from, to } = this.start.header;
    const { payloads, checkpoints } = this.counts;
    const entries = this.size - from + 1;
    const passed = (detail: string) => (isWhole ? ({ status: 'passed', detail } as const) : unread);
    return {
      format: passed(`entries ${from} to ${to} and ${counted(checkpoints, 'checkpoint')}`),
      entries: passed(`${counted(entries, 'entry', 'entries')} without a gap, each linked to the one before`),
      payloads: passed(`${payloads} as committed to, ${entries - payloads} erased`),
      tree: passed(
        `${counted(checkpoints, 'checkpoint has', 'checkpoints have')} the root of the entries before them`,
      ),
      signatures: passed('every checkpoint is signed by the key in force'),
      key: this.options.keys?.length
        ? passed('the signing key is the one you gave, or follows from it')
        : noKey,
      checkpoint: isWhole ? this.heads.result() : unread,
      witness: isWhole ? this.witnesses.result() : unread,
    };
  }
}

const unread = { status: 'unknown', detail: 'reading ended before' } as const;
const noKey = {
  status: 'unknown',
  detail: 'no key was given: whoever made this file could have made its keys, too',
} as const;

/** Null for a salt or a payload that cannot be read: whatever was committed to, it was not this. */
function commitmentOf(payload: unknown, salt: string, hashing: Hashing): string | null {
  try {
    return payloadCommitment(payload, salt, hashing);
  } catch {
    return null;
  }
}
