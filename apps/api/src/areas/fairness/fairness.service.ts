import { type Actor } from '@countersign/domain/access';
import { canonicalJson } from '@countersign/domain/audit-log';
import { type FairnessEvidence } from '@countersign/domain/approvals';
import { auditValidity, fairnessEvidence, keepsFromRelease } from '@countersign/domain/fairness';
import { fairnessCounts } from '@countersign/domain/passport';
import { type EntityManager, In, LessThan } from 'typeorm';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { type Written } from '../../database/transaction';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { notFound } from '../../server/problem';
import { type DatasetsService } from '../datasets/datasets.service';
import { type EvidenceService } from '../evidence/evidence.service';
import { type ModelsService } from '../models/models.service';
import { type VaultService } from '../vault/vault.service';
import { daysOf, type TimeWindow } from '../traffic/time-window';
import { auditPopulation } from './audit-population';
import { auditRecord, type AuditRecord } from './audit-record';
import { type AuditRequest, planAudit, requireReferences } from './audit-request';
import { FairnessAudit } from './fairness-audit.entity';
import { derivedOf, lowerCase, resultsOf } from './fairness-report';
import { productionProfile, type ProductionProfile } from './production-profile';
import { sinceAudit } from './since-audit';
import { VaultGroups } from './vault-groups';

interface Areas {
  datasets: DatasetsService;
  evidence: EvidenceService;
  models: ModelsService;
  vault: VaultService;
}

/** Fairness audits: group outcomes of one population under one plan. */
export class FairnessService {
  constructor(
    private readonly database: Database,
    private readonly areas: Areas,
  ) {}

  /** Counts the population's outcomes by group, judges them and keeps both as evidence. */
  async run(actor: Actor, request: AuditRequest): Promise<Written<FairnessAudit>> {
    const { datasets, evidence, models } = this.areas;
    const { reading, policy, vault } = await this.plan(actor, request);
    const version = await models.version(actor, request.modelVersionId);
    const { id: modelVersionId, artifactDigest } = version;
    const sources = { database: this.database, datasets, actor, modelVersionId, vault };
    const { counts, subject, stored, logged } = await auditPopulation(sources, reading);
    requireReferences(counts, request);
    const report: AuditRecord = {
      ...{ policy, counts },
      subject: { artifactDigest, ...subject, ...(vault && { vault: vault.subject }) },
    };
    const { rationale } = request;
    const results = resultsOf(report);
    const canonical = canonicalJson(fairnessEvidence(report, results));
    return this.database.write(actor, async (tx) => {
      const { manager, now, newId } = tx;
      const evidenceDigest = await evidence.keep(tx, 'fairness_audit', canonical);
      const verdict = lowerCase(results.verdict);
      const audit = manager.create(FairnessAudit, {
        ...{ id: newId(), workspaceId: actor.workspaceId, modelVersionId, ...stored },
        ...{ verdict, evidenceDigest, rationale, report },
        ...{ ranAt: now, ranBy: actorReference(actor) },
      });
      await manager.insert(FairnessAudit, audit as never);
      await vault?.nameAudit(manager, audit.id);
      return {
        result: audit,
        audit: {
          action: 'runFairnessAudit',
          subject: { type: 'fairness_audit', id: audit.id, digest: evidenceDigest },
          payload: { modelVersionId, ...logged, ...vault?.logged, verdict },
        },
      };
    });
  }

  /** What an audit of production could count: the predictions of a version in a window of whole UTC days. */
  async productionProfile(
    actor: Actor,
    modelVersionId: string,
    window: TimeWindow,
  ): Promise<ProductionProfile> {
    daysOf(window);
    await this.areas.models.version(actor, modelVersionId);
    const { workspaceId } = actor;
    return this.database.snapshot(actor, ({ manager }) =>
      productionProfile({ manager, workspaceId, modelVersionId, window }),
    );
  }

  /** What is read and how it is judged, with the attributes that a vault holds. */
  private async plan(actor: Actor, request: AuditRequest) {
    const { vault } = this.areas;
    if (request.vault == null) return { ...planAudit(request), vault: null };
    const collection = await vault.readable(actor, request.vault.collectionId);
    const planned = planAudit(request, collection.attributes);
    const { vault: plan } = planned.reading;
    return { ...planned, vault: plan && new VaultGroups(plan, vault, collection) };
  }

  async audit(actor: Actor, id: string): Promise<FairnessAudit> {
    const found = await this.database.read(actor, ({ manager }) => manager.findOneBy(FairnessAudit, { id }));
    if (!found) throw notFound('fairness audit', id);
    return found;
  }

  /** Audits, newest first; of one model version when it is named. */
  list(actor: Actor, bounds: PageBounds, modelVersionId?: string | null): Promise<Page<FairnessAudit>> {
    const build = (manager: EntityManager) => {
      const query = manager.createQueryBuilder(FairnessAudit, 'row');
      return modelVersionId == null ? query : query.where({ modelVersionId });
    };
    return readPage<FairnessAudit>(this.database, actor, { ...bounds, build, key: 'id', direction: 'DESC' });
  }

  /** The newest audit of these versions before another one; null for the first. */
  before(
    actor: Actor,
    { id }: FairnessAudit,
    modelVersionIds: readonly string[],
  ): Promise<FairnessAudit | null> {
    return this.database.read(actor, ({ manager }) =>
      manager.findOne(FairnessAudit, {
        // Ids rise with time.
        ...{ where: { modelVersionId: In([...modelVersionIds]), id: LessThan(id) }, order: { id: 'DESC' } },
      }),
    );
  }

  /** What a gate looks at: the counts of a version's newest audit, read in the caller's transaction (F-15). */
  async latest(
    manager: EntityManager,
    modelVersionId: string,
    now: Date,
  ): Promise<(FairnessEvidence & { id: string }) | null> {
    const newest = await manager.findOne(FairnessAudit, { where: { modelVersionId }, order: { id: 'DESC' } });
    if (!newest) return null;
    const { id, evidenceDigest: digest, ranAt, report, workspaceId } = newest;
    const record = auditRecord(report);
    const { sections: shown } = derivedOf(record).suppressed;
    const origin = { id, digest, producedAt: ranAt.getTime(), modelVersionId };
    const since = await sinceAudit({ manager, workspaceId, auditId: id, now });
    const ended = since ? auditValidity(since).ended.filter(keepsFromRelease) : [];
    return {
      ...{ ...origin, ...fairnessCounts(record, shown) },
      ended: ended.map(({ message }) => message),
    };
  }
}
