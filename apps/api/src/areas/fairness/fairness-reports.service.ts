import { type Actor, roleNames, whoMay } from '@countersign/domain/access';
import { type AuditEvidence, fairnessEvidence } from '@countersign/domain/fairness';
import {
  fairnessReport,
  type FairnessSummary,
  fairnessSummary,
  fairnessSummaryJson,
  type ModelCard,
  modelCard,
  publishedSummary,
  type ReportAbout,
} from '@countersign/domain/fairness-report';
import { renderHtml, type ReportDocument } from '@countersign/domain/report';
import { type AccessService } from '../access/access.service';
import { type DatasetsService } from '../datasets/datasets.service';
import { type EvidenceService } from '../evidence/evidence.service';
import { type ModelsService } from '../models/models.service';
import { auditRecord } from './audit-record';
import { suppressedFor } from './audit-view';
import { type FairnessAudit } from './fairness-audit.entity';
import { resultsOf } from './fairness-report';
import { type FairnessPublications } from './fairness-publications';
import { type FairnessSignOffsService } from './fairness-sign-offs.service';
import { type FairnessValidityService } from './fairness-validity.service';
import { type FairnessWaiversService } from './fairness-waivers.service';
import { type FairnessService } from './fairness.service';
import { publicationText } from './publication-text';
import { reportPopulation } from './report-population';
import { waiverState } from './waiver-state';

interface Areas {
  access: AccessService;
  datasets: DatasetsService;
  evidence: EvidenceService;
  fairness: FairnessService;
  fairnessPublications: FairnessPublications;
  fairnessSignOffs: FairnessSignOffsService;
  fairnessValidity: FairnessValidityService;
  fairnessWaivers: FairnessWaiversService;
  models: ModelsService;
}

/** The report of an audit. */
export interface AuditReport {
  audit: FairnessAudit;
  document: ReportDocument;
  /** What it was made from, as canonical JSON; null where the reader gets the summary, which cannot be computed again. */
  evidence: string | null;
}

/** What everybody may see of an audit. */
interface AuditSummary {
  audit: FairnessAudit;
  document: ReportDocument;
  summary: FairnessSummary;
}

const insteadOfReport = `This is the summary. The report holds numbers of few people, for which it takes the role ${whoMay('fairness.small_cells')}.`;

/** Reports about fairness audits: the same audit at the same day gives the same document. */
export class FairnessReportsService {
  constructor(
    private readonly areas: Areas,
    private readonly now: () => Date,
  ) {}

  /** The evidence, or the summary where the actor may not see all of it. */
  async machineReadable(actor: Actor, auditId: string): Promise<{ audit: FairnessAudit; json: string }> {
    const audit = await this.areas.fairness.audit(actor, auditId);
    if (suppressedFor(actor, audit.report) !== null) {
      const { summary } = await this.summaryOf(actor, audit);
      return { audit, json: JSON.stringify(summary) };
    }
    return { audit, json: await this.evidence(actor, audit) };
  }

  /** The report, or the summary where the actor may not see all of it. */
  async report(actor: Actor, auditId: string): Promise<AuditReport> {
    const audit = await this.areas.fairness.audit(actor, auditId);
    if (suppressedFor(actor, audit.report) !== null)
      return { ...(await this.summaryOf(actor, audit, insteadOfReport)), evidence: null };
    const about = await this.about(actor, audit);
    const published = publicationText(await this.areas.fairnessPublications.newest(actor, auditId));
    const document = fairnessReport(evidenceOf(audit), { ...about, published });
    return { document, audit, evidence: await this.evidence(actor, audit) };
  }

  /** What everybody may see, whoever asks. */
  async summary(actor: Actor, auditId: string): Promise<AuditSummary> {
    return this.summaryOf(actor, await this.areas.fairness.audit(actor, auditId));
  }

  /** The page that becomes public that day: the same, whoever publishes it. */
  async publishedPage(actor: Actor, auditId: string, at: Date): Promise<string> {
    const audit = await this.areas.fairness.audit(actor, auditId);
    const [day = ''] = at.toISOString().split('T');
    return renderHtml(publishedSummary(evidenceOf(audit), await this.about(actor, audit), day));
  }

  /** A model card with the numbers that the actor may see. */
  async modelCard(actor: Actor, auditId: string): Promise<{ audit: FairnessAudit; card: ModelCard }> {
    const audit = await this.areas.fairness.audit(actor, auditId);
    const about = await this.about(actor, audit);
    return { audit, card: modelCard(evidenceOf(audit), about, suppressedFor(actor, audit.report)) };
  }

  private async evidence(actor: Actor, { evidenceDigest }: FairnessAudit): Promise<string> {
    return (await this.areas.evidence.read(actor, evidenceDigest)).canonical;
  }

  private async summaryOf(actor: Actor, audit: FairnessAudit, notice?: string): Promise<AuditSummary> {
    const evidence = evidenceOf(audit);
    const about = await this.about(actor, audit);
    return {
      audit,
      document: fairnessSummary(evidence, about, notice),
      summary: fairnessSummaryJson(evidence, about),
    };
  }

  private async about(actor: Actor, audit: FairnessAudit): Promise<ReportAbout> {
    const { access, datasets, models } = this.areas;
    const version = await models.version(actor, audit.modelVersionId);
    const model = await models.model(actor, version.modelId);
    const [ranBy] = await access.namesOf(actor, [audit.ranBy]);
    const unsaid = { mitigations: null, oversight: null, postMarket: null, publication: null };
    return {
      model: {
        ...{ name: model.name, version: `version ${version.number}`, purpose: model.purpose },
        riskTier: model.riskTier,
      },
      population: await reportPopulation(datasets, actor, audit),
      ...{ ranBy: ranBy ?? audit.ranBy, ranAt: minute(audit.ranAt) },
      ...{ evidenceDigest: audit.evidenceDigest, software: 'Countersign' },
      signOffs: await this.signOffs(actor, audit),
      waivers: await this.waivers(actor, audit),
      ...{ validity: await this.validity(actor, audit), ...unsaid },
      previous: await this.previous(actor, audit, version.modelId),
    };
  }

  private async signOffs(actor: Actor, { id }: FairnessAudit): Promise<ReportAbout['signOffs']> {
    const { access, fairnessSignOffs } = this.areas;
    const rows = await fairnessSignOffs.list(actor, id);
    const names = await access.namesOf(
      actor,
      rows.map(({ signedBy }) => signedBy),
    );
    return rows.map(({ signedBy, roles, signedAt, decision, independence, note }, index) => ({
      ...{ name: names[index] ?? signedBy, role: roles.map((role) => roleNames[role]).join(', ') },
      ...{ at: minute(signedAt), decision, independence, note },
    }));
  }

  private async waivers(actor: Actor, { id }: FairnessAudit): Promise<ReportAbout['waivers']> {
    const { access, fairnessWaivers } = this.areas;
    const rows = await fairnessWaivers.list(actor, id);
    const names = await access.namesOf(
      actor,
      rows.map(({ signedBy }) => signedBy),
    );
    return rows.map((row, index) => ({
      scope: `${row.criterion.replaceAll('_', ' ')} for ${row.attributes.join(' × ')}`,
      ...{ justification: row.justification, owner: names[index] ?? row.signedBy },
      until: row.endedAt === null ? minute(row.until) : `ended early, ${minute(row.endedAt)}`,
      isExpired: waiverState(row, this.now()) === 'expired',
    }));
  }

  private async validity(actor: Actor, audit: FairnessAudit): Promise<ReportAbout['validity']> {
    const { until, ended } = await this.areas.fairnessValidity.validity(actor, audit);
    const messages = ended.map(({ message }) => message);
    const day = new Date(until).toISOString().slice(0, 10);
    return { until: day, ended: messages.length === 0 ? null : messages.join(' ') };
  }

  /** The newest audit before this one of any version of the model, where the actor may see all of it. */
  private async previous(
    actor: Actor,
    audit: FairnessAudit,
    modelId: string,
  ): Promise<ReportAbout['previous']> {
    const versionIds = await this.areas.models.versionIds(actor, modelId);
    const earlier = await this.areas.fairness.before(actor, audit, versionIds);
    if (!earlier || suppressedFor(actor, earlier.report) !== null) return null;
    const { evidenceDigest: digest, ranAt } = earlier;
    return { digest, ranAt: minute(ranAt), evidence: evidenceOf(earlier) };
  }
}

/** As it is printed: 2026-11-21 16:00 UTC. */
const minute = (time: Date): string => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function evidenceOf({ report }: FairnessAudit): AuditEvidence {
  const record = auditRecord(report);
  return fairnessEvidence(record, resultsOf(record));
}
