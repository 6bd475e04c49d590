import { type Actor } from '@countersign/domain/access';
import { canonicalJson, parseCheckpoint } from '@countersign/domain/audit-log';
import {
  decidedEntry,
  digestsOf,
  entryLine,
  evidenceName,
  type Files,
  keysText,
  namesText,
  packFiles,
  passportNames,
  type ReadEntry,
  readEntries,
  type RecordedCase,
  signEnvelope,
  statementOf,
} from '@countersign/domain/passport';
import { nativeHashing } from '@countersign/engines/hashing';
import { type Database } from '../../../database/database';
import { Problem } from '../../../server/problem';
import { type AuditExtract, type AuditExtractService } from '../../audit-log/audit-extract.service';
import { type EvidenceService } from '../../evidence/evidence.service';
import { passportCase } from './passport-case';
import { passportEntries } from './passport-entries';
import { passportReadMe } from './passport-read-me';
import { printedNames } from './printed-names';
import { liftedOf } from '../suspensions/suspension-reads';
import { readRecord, type PromotionRecord } from '../promotion-record';

/** A passport as it is handed out. */
export interface Passport {
  bytes: Uint8Array;
  fileName: string;
}

interface Sources {
  auditExtract: AuditExtractService;
  evidence: Pick<EvidenceService, 'read'>;
  /** The page that verifies a passport, as text. */
  page: () => Promise<string>;
}

/** What a passport is made of. */
interface Parts {
  record: PromotionRecord;
  extract: AuditExtract;
  decided: ReadEntry;
  entries: readonly ReadEntry[];
}

/** Everything that somebody needs who takes a promotion's decision again, trusting nobody; docs/spec/passport.md. */
export class PassportService {
  constructor(
    private readonly database: Database,
    private readonly sources: Sources,
  ) {}

  /**
   * Made anew each time: the same promotion and the same log give the same bytes. That somebody took it is recorded.
   * @throws Problem NOT_FOUND for a promotion that was not approved
   */
  async passport(actor: Actor, promotionId: string): Promise<Passport> {
    const record = await this.database.read(actor, (tx) => readRecord(tx, promotionId));
    if (record.row.approvedAt === null)
      throw new Problem('NOT_FOUND', 'This promotion was not approved: there is no passport of it.', {
        id: promotionId,
      });
    const sequences = await this.database.read(actor, ({ manager }) => passportEntries(manager, record));
    const extract = await this.sources.auditExtract.extract(actor, sequences);
    const entries = readEntries(extract.entries.map(entryLine).join(''));
    const decided = decidedEntry(entries);
    if (decided === null)
      throw new Error(`The log does not tell that the promotion ${promotionId} was approved.`);
    const { files, leftOut } = await this.filesOf(actor, { record, extract, decided, entries });
    const bytes = packFiles(files);
    await this.record(actor, { promotionId, digest: nativeHashing.sha256(bytes), leftOut });
    return { bytes, fileName: `passport-${promotionId}.zip` };
  }

  private async filesOf(actor: Actor, parts: Parts): Promise<{ files: Files; leftOut: string[] }> {
    const { record, extract, decided } = parts;
    const recorded = recordedCase(parts);
    const { policy } = record.promotion;
    const { documents, leftOut } = await this.evidenceOf(actor, recorded);
    const lifted = await this.database.read(actor, ({ manager }) => liftedOf(manager, record.row.id));
    const texts: [string, string][] = [
      [passportNames.caseFile, canonicalJson(recorded)],
      [passportNames.policy, canonicalJson(policy)],
      [passportNames.entries, extract.entries.map(entryLine).join('')],
      [passportNames.checkpoint, extract.checkpoint],
      [passportNames.keys, keysText(extract.keys)],
      [passportNames.printed, namesText(printedNames({ votes: record.votes, lifted }, parts.entries))],
      [passportNames.page, await this.sources.page()],
      [passportNames.readMe, passportReadMe(leftOut)],
      ...documents,
    ];
    const files = new Map<string, Uint8Array>(
      texts.map(([name, text]) => [name, new TextEncoder().encode(text)]),
    );
    const checkpoint = parseCheckpoint(extract.checkpoint);
    if (checkpoint === null) throw new Error('A stored checkpoint is none.');
    const promotionId = record.row.id;
    const digests = digestsOf(files, nativeHashing);
    const statement = statementOf({ promotionId, digests, policy, recorded, decided, checkpoint });
    const signer = this.sources.auditExtract.signer(actor.workspaceId);
    files.set(passportNames.statement, signEnvelope(canonicalJson(statement), signer));
    return { files, leftOut };
  }

  /** The documents that gates looked at, without those that hold more than the actor may see. */
  private async evidenceOf(actor: Actor, { gates }: RecordedCase) {
    const documents: [string, string][] = [];
    const leftOut: string[] = [];
    const digests = gates.flatMap(({ evidenceDigest: digest }) => (digest === undefined ? [] : [digest]));
    for (const digest of [...new Set(digests)].sort()) {
      const canonical = await this.readable(actor, digest);
      if (canonical === null) leftOut.push(digest);
      else documents.push([evidenceName(digest), canonical]);
    }
    return { documents, leftOut };
  }

  private async readable(actor: Actor, digest: string): Promise<string | null> {
    try {
      return (await this.sources.evidence.read(actor, digest)).canonical;
    } catch (error) {
      if (error instanceof Problem && error.code === 'FORBIDDEN') return null;
      throw error;
    }
  }

  /** A passport holds evidence and details of the log: that somebody took them away belongs in it. */
  private async record(
    actor: Actor,
    { promotionId, digest, leftOut }: { promotionId: string; digest: string; leftOut: string[] },
  ): Promise<void> {
    const subject = { type: 'passport', id: promotionId, digest };
    await this.database.write(actor, () =>
      Promise.resolve({ result: null, audit: { action: 'exportPassport', subject, payload: { leftOut } } }),
    );
  }
}

/** What the log recorded; of an older promotion, or once details were erased, what is known now. */
function recordedCase({ record, decided }: Parts): RecordedCase {
  const { promotion, row } = record;
  const kept = decided.payload?.['decided'];
  if (kept !== undefined) return kept as RecordedCase;
  return passportCase({ promotion, gates: row.gates, now: row.activatedAt ?? row.approvedAt ?? record.now });
}
