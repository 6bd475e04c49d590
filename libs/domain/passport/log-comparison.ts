import { type BundleEntry, type BundleVerification } from '../audit-log';
import { delegationIdsOf } from './check-delegations';
import { failed, type Finding, passed, unknown } from './findings';
import { type OpenPassport } from './open-passport';
import { type EntryMembers } from './passport-entry';
import { decidedEntry, signingPasskey } from './promotion-entries';

/**
 * Whether a passport holds every entry about it that an export of the log has, up to the checkpoint of the passport. A passport
 * cannot show by itself that nothing was left out of it; the export, which has every entry, does.
 */
export class LogComparison {
  private readonly own: ReadonlyMap<number, string>;
  private readonly promotionId: string | undefined;
  private readonly delegations: ReadonlySet<unknown>;
  private readonly passkeys: ReadonlySet<string | null>;
  private readonly evidence: ReadonlySet<string>;
  private met = 0;
  private other: number | null = null;
  private readonly leftOut: string[] = [];
  private readonly later: string[] = [];

  constructor(private readonly passport: OpenPassport) {
    const { entries, recorded } = passport;
    this.own = new Map(entries.map(({ says, canonical }) => [says.sequence, canonical]));
    this.promotionId = decidedEntry(entries)?.says.subject.id;
    this.delegations = delegationIdsOf(entries);
    this.passkeys = new Set(entries.map(signingPasskey));
    this.evidence = new Set(recorded.looks.map(({ evidence }) => `${evidence?.id} ${evidence?.digest}`));
  }

  /** Takes an entry that the export was found to hold in its chain. */
  take({ canonical }: Pick<BundleEntry, 'canonical'>): void {
    const says = JSON.parse(canonical) as EntryMembers;
    const { sequence, action, outcome } = says;
    const own = this.own.get(sequence);
    if (own !== undefined) {
      this.met += 1;
      if (own !== canonical) this.other ??= sequence;
    } else if (this.isAbout(says)) {
      const told = `${sequence} (${action}, ${outcome})`;
      (sequence <= this.passport.checkpoint.size ? this.leftOut : this.later).push(told);
    }
  }

  private isAbout({ subject, action, outcome }: EntryMembers): boolean {
    if (subject.type === 'promotion') return subject.id === this.promotionId;
    if (outcome !== 'done') return false;
    if (subject.type === 'delegation') return this.delegations.has(subject.id);
    const isOfKey = action === 'registerPasskey' || action === 'removePasskey';
    if (subject.type === 'passkey') return isOfKey && this.passkeys.has(subject.id);
    return subject.digest !== undefined && this.evidence.has(`${subject.id} ${subject.digest}`);
  }

  /** @param log what came of verifying the export, with the passport's checkpoint as one that it has to agree with */
  finding({ valid, workspaceId, from, to, checks }: BundleVerification): Finding {
    const { entries, checkpoint } = this.passport;
    const { size } = checkpoint;
    if (workspaceId !== null && workspaceId !== entries[0]?.says.workspaceId)
      return failed('the export is of another log');
    if (to !== null && to < size)
      return unknown(
        `the export ends with entry ${to}, before the checkpoint of the passport at ${size}: take a newer one`,
      );
    const fault = checks.find(({ status }) => status === 'failed');
    if (!valid) return failed(`the export does not hold, or is another log: ${fault?.detail ?? 'unread'}`);
    if (this.other !== null) return failed(`entry ${this.other} is another in the export`);
    if (this.leftOut.length > 0)
      return failed(`left out of audit/entries.ndjson, and in the log: entry ${this.leftOut.join(', ')}`);
    if (this.met < this.own.size)
      return unknown(
        `the export begins with entry ${from}, and the passport before: take one from the first`,
      );
    const since = this.later.length === 0 ? 'nothing' : `entry ${this.later.join(', ')}`;
    return passed(`all ${this.met} entries about it up to ${size}; since then ${since}`);
  }
}
