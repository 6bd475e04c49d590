import { BundleFindings, type BundleCheck, type CheckResult } from './bundle-findings';
import { startOf } from './bundle-header';
import { parseBundleLine, type BundleEntry, type BundleHeader } from './bundle-lines';
import { BundleReading } from './bundle-reading';
import { type BundleOptions } from './bundle-options';
import { parseCheckpoint } from './checkpoint';
import { portableHashing, type Hashing } from './hashing';

/** The result, `countersign.verify/1`. */
export interface BundleVerification {
  schema: 'countersign.verify/1';
  kind: 'audit-bundle';
  /** No check failed. Some may be unknown. */
  valid: boolean;
  workspaceId: string | null;
  /** Entries that verified. */
  entries: number;
  from: number | null;
  to: number | null;
  /** The root over all entries up to `to`, lower-case hex; null when reading ended before. */
  root: string | null;
  /** The first sequence that the log no longer bears out; null where none can be named. */
  firstBad: number | null;
  checks: CheckResult[];
}

/**
 * Checks a bundle line by line, in memory that does not grow with it. Knows nothing of files or networks.
 * @example
 * const verifier = new BundleVerifier({ keys });
 * for (const line of lines) if (!verifier.line(line)) break;
 * const { valid, checks } = verifier.end();
 */
export class BundleVerifier {
  private readonly findings = new BundleFindings();
  private readonly options: BundleOptions & { hashing: Hashing };
  private reading: BundleReading | null = null;
  private header: BundleHeader | null = null;
  private lines = 0;
  private lastCheckpoint = 0;
  private isStopped = false;

  /** @throws RangeError for a key of the wrong type */
  constructor(options: BundleOptions = {}) {
    const { keys = [], witnesses = [], hashing = portableHashing } = options;
    if (keys.some(({ type }) => type !== 1)) throw new RangeError('the key of a log is of type 1');
    if (witnesses.some(({ type }) => type !== 4)) throw new RangeError('the key of a witness is of type 4');
    this.options = { ...options, hashing };
  }

  /** Takes the next line, without its line feed. False: reading has ended at a fault, and later lines change nothing. */
  line(text: string): boolean {
    if (this.isStopped) return false;
    this.lines += 1;
    const line = parseBundleLine(text);
    if (line === null) this.stop('format', 'is no line of a bundle');
    else if (line.kind === 'header') this.takeHeader(line.header);
    else if (this.reading === null) this.stop('format', 'stands where the header belongs');
    else if (this.isComplete) this.stop('format', 'stands after the last checkpoint');
    else if (line.kind === 'entry') this.takeEntry(line.entry, this.reading);
    else this.takeCheckpoint(line.checkpoint, this.reading);
    return !this.isStopped;
  }

  /** Takes a line that could not be read as text, such as one that is too long. @param fault such as "is too long" */
  unreadable(fault: string): void {
    if (this.isStopped) return;
    this.lines += 1;
    this.stop('format', fault);
  }

  /** The result once all lines were given. */
  end(): BundleVerification {
    const { reading, findings, header } = this;
    if (!this.isStopped) this.finish();
    const isWhole = reading !== null && !this.isStopped;
    return {
      schema: 'countersign.verify/1',
      kind: 'audit-bundle',
      valid: findings.valid,
      workspaceId: header?.workspaceId ?? null,
      entries: reading && header ? reading.size - header.from + 1 : 0,
      from: header?.from ?? null,
      to: header?.to ?? null,
      root: isWhole ? reading.root() : null,
      firstBad: findings.firstBad,
      checks: findings.results(reading?.others(isWhole) ?? nothingRead),
    };
  }

  private get isComplete(): boolean {
    return this.header !== null && this.lastCheckpoint === this.header.to;
  }

  private takeHeader(header: BundleHeader): void {
    if (this.reading !== null) return this.stop('format', 'is a second header');
    if (this.lines > 1) return this.stop('format', 'stands where the header belongs');
    const start = startOf(header, this.options.hashing);
    if (typeof start === 'string') return this.stop('format', `is no header: ${start}`);
    this.header = header;
    this.lastCheckpoint = header.from - 1;
    this.reading = new BundleReading(start, this.findings, this.options);
  }

  private takeEntry(entry: BundleEntry, reading: BundleReading): void {
    if (reading.size === this.header?.to) return this.stop('format', 'is an entry after the last one');
    const fault = reading.entry(entry);
    if (fault !== null) this.stop('entries', fault);
  }

  private takeCheckpoint(text: string, reading: BundleReading): void {
    const checkpoint = parseCheckpoint(text);
    if (checkpoint === null) return this.stop('format', 'holds no checkpoint', reading.firstInDoubt);
    if (checkpoint.size !== reading.size || checkpoint.size === this.lastCheckpoint)
      return this.stop('format', `holds a checkpoint of size ${checkpoint.size}, which does not belong here`);
    this.lastCheckpoint = checkpoint.size;
    reading.checkpoint(checkpoint);
  }

  private finish(): void {
    const { reading, header } = this;
    if (reading === null) {
      this.findings.fail('format', 'the file is empty', null);
    } else if (!this.isComplete) {
      const isCut = reading.size < header!.to;
      const place = isCut ? reading.size + 1 : reading.firstInDoubt;
      const what = isCut
        ? `ends after entry ${reading.size}, not ${header!.to}`
        : 'ends without its last checkpoint';
      this.findings.fail('format', `the file ${what}`, place);
    }
    if (this.isComplete) reading?.finish();
    this.isStopped = !this.isComplete;
  }

  /** @param place by default the entry due */
  private stop(check: BundleCheck, fault: string, place = this.reading && this.reading.size + 1): void {
    this.isStopped = true;
    this.findings.fail(check, `line ${this.lines} ${fault}`, place);
  }
}

const unread = { status: 'unknown', detail: 'reading ended before' } as const;
const nothingRead: Record<BundleCheck, Omit<CheckResult, 'check'>> = {
  format: unread,
  entries: unread,
  payloads: unread,
  tree: unread,
  signatures: unread,
  key: unread,
  checkpoint: unread,
  witness: unread,
};
