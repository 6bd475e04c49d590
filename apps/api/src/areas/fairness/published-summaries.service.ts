import { hash } from 'node:crypto';
import { type Actor } from '@countersign/domain/access';
import { auditValidity } from '@countersign/domain/fairness';
import { refuse, type Refusal } from '@countersign/domain/refusals';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { insertNew } from '../../database/insert-new';
import { type Transaction, type Written } from '../../database/transaction';
import { requirePermission } from '../../server/permit';
import { notFound, Problem } from '../../server/problem';
import { callerNow } from '../access/caller-now';
import { readForSigner } from './audit-signer';
import { type FairnessReportsService } from './fairness-reports.service';
import { PublishedSummary } from './published-summary.entity';
import { sinceAudit } from './since-audit';

/** What one anonymous request may make the server send, and the database keep. */
const mostBytes = 4 * 1024 * 1024;

/** Makes summaries of audits public: pages that stay as they were published, until they are withdrawn. */
export class PublishedSummariesService {
  constructor(
    private readonly database: Database,
    private readonly reports: Pick<FairnessReportsService, 'publishedPage'>,
  ) {}

  async publish(
    actor: Actor,
    { auditId, evidenceDigest }: { auditId: string; evidenceDigest: string },
  ): Promise<Written<PublishedSummary>> {
    const publishedAt = this.database.now();
    const html = await this.reports.publishedPage(actor, auditId, publishedAt);
    requireSize(html);
    return this.database.write<PublishedSummary>(actor, async (tx) => {
      const { audit, signer, refusal } = await readForSigner(tx, { auditId, permission: 'fairness.publish' });
      const summary = Object.assign(new PublishedSummary(), {
        ...{ id: tx.newId(), workspaceId: signer.workspaceId, auditId, evidenceDigest: audit.evidenceDigest },
        ...{ html, digest: hash('sha256', html), publishedBy: actorReference(signer), publishedAt },
        ...{ withdrawnAt: null, withdrawnBy: null, withdrawalReason: null },
      });
      const { id, digest } = summary;
      const payload = { auditId, evidence: audit.evidenceDigest, publishedEvidence: evidenceDigest };
      const subject = { type: 'published_summary', id, digest };
      const entry = { action: 'publishFairnessSummary', subject, payload };
      const refused = refusal ?? (await this.keep(tx, summary, evidenceDigest));
      return refused ? { refusal: refused, audit: entry } : { result: summary, audit: entry };
    });
  }

  withdraw(actor: Actor, { id, reason }: { id: string; reason: string }): Promise<Written<PublishedSummary>> {
    return this.database.write<PublishedSummary>(actor, async (tx) => {
      const { manager, now } = tx;
      const summary = await manager.findOne(PublishedSummary, {
        ...{ where: { id }, lock: { mode: 'pessimistic_write' } },
      });
      if (!summary) throw notFound('published summary', id);
      const caller = await callerNow(tx);
      requirePermission({ actor: caller }, 'fairness.publish');
      const { auditId, digest } = summary;
      const subject = { type: 'published_summary', id: summary.id, digest };
      const entry = { action: 'withdrawPublishedSummary', subject, payload: { auditId, reason } };
      if (summary.withdrawnAt !== null)
        return {
          refusal: refuse('PUBLICATION_WITHDRAWN', 'This summary was withdrawn before.'),
          audit: entry,
        };
      const withdrawn = {
        ...{ withdrawnAt: now, withdrawnBy: actorReference(caller ?? actor), withdrawalReason: reason },
      };
      await manager.update(PublishedSummary, { id: summary.id }, withdrawn);
      return { result: Object.assign(summary, withdrawn), audit: entry };
    });
  }

  private async keep(
    { manager, now }: Transaction,
    summary: PublishedSummary,
    seen: string,
  ): Promise<Refusal | null> {
    const { workspaceId, auditId, evidenceDigest } = summary;
    if (seen !== evidenceDigest)
      return refuse('OTHER_EVIDENCE', 'The evidence of this audit has another digest: look at it again.');
    const since = await sinceAudit({ manager, workspaceId, auditId, now });
    const [end] = since ? auditValidity(since).ended : [];
    if (end) return refuse('AUDIT_ENDED', `This audit no longer holds: ${end.message}`);
    const isNew = await insertNew(manager, PublishedSummary, summary);
    return isNew ? null : refuse('ALREADY_PUBLISHED', 'The summary of this audit is public already.');
  }
}

function requireSize(html: string): void {
  if (Buffer.byteLength(html) > mostBytes)
    throw new Problem(
      'BAD_INPUT',
      'The summary of this audit has more than 4 MB, which is too much for a page that anybody may ask for.',
      { field: 'auditId' },
    );
}
