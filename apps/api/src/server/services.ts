import { makeAccessServices } from '../areas/access/access-services';
import { type AccessSettings } from '../areas/access/access-settings';
import { AuditExportService } from '../areas/audit-log/audit-export.service';
import { AuditExtractService } from '../areas/audit-log/audit-extract.service';
import { AuditLogService } from '../areas/audit-log/audit-log.service';
import { AuditProofsService } from '../areas/audit-log/audit-proofs.service';
import { CheckpointSigner, type SignerSettings } from '../areas/audit-log/checkpoint-signer';
import { Witnesses } from '../areas/audit-log/witnesses';
import { DatasetsService } from '../areas/datasets/datasets.service';
import { AttachedEvidenceService } from '../areas/evidence/attached-evidence.service';
import { EvidenceAheadService } from '../areas/evidence/evidence-ahead.service';
import { EvidenceService } from '../areas/evidence/evidence.service';
import { FairnessPublications } from '../areas/fairness/fairness-publications';
import { FairnessReportsService } from '../areas/fairness/fairness-reports.service';
import { FairnessSettingsService } from '../areas/fairness/fairness-settings.service';
import { FairnessSignOffsService } from '../areas/fairness/fairness-sign-offs.service';
import { FairnessValidityService } from '../areas/fairness/fairness-validity.service';
import { FairnessWaiversService } from '../areas/fairness/fairness-waivers.service';
import { PublishedSummariesService } from '../areas/fairness/published-summaries.service';
import { FairnessService } from '../areas/fairness/fairness.service';
import { ModelsService } from '../areas/models/models.service';
import { RegistrationService } from '../areas/models/registration.service';
import { latestDriftEvidence, latestPerformanceEvidence } from '../areas/monitoring/gate-evidence';
import { MonitorReads } from '../areas/monitoring/monitor-reads';
import { MonitoringService } from '../areas/monitoring/monitoring.service';
import { LegalHoldsService } from '../areas/privacy/legal-holds.service';
import { RetentionService } from '../areas/privacy/retention.service';
import { ensurePolicies } from '../areas/promotions/policies/ensure-policies';
import { passportPage } from '../areas/promotions/passport/passport-page';
import { PassportService } from '../areas/promotions/passport/passport.service';
import { makePromotionServices } from '../areas/promotions/promotion-services';
import { SigningService } from '../areas/promotions/signing/signing.service';
import { LabelLogService } from '../areas/traffic/label-log.service';
import { PredictionLogService } from '../areas/traffic/prediction-log.service';
import { TrafficService } from '../areas/traffic/traffic.service';
import { BlobStore } from '../areas/uploads/blob-store';
import { UploadsService } from '../areas/uploads/uploads.service';
import { VaultService } from '../areas/vault/vault.service';
import { makeWebhookServices, type WebhookSettings } from '../areas/webhooks/webhook-services';
import { type Database } from '../database/database';
import { SessionCookie } from './session-cookie';

export interface ServiceSettings {
  access: AccessSettings;
  audit: SignerSettings;
  /** Where receivers of webhooks may be; absent: at public addresses alone. */
  webhooks?: WebhookSettings;
  /** Where uploaded files lie. */
  blobDir: string;
}

/** The use cases, one service an area; made once, at start. */
export type Services = ReturnType<typeof makeServices>;

export function makeServices(database: Database, settings: ServiceSettings) {
  const uploads = new UploadsService(database, new BlobStore(settings.blobDir));
  const datasets = new DatasetsService(database, uploads);
  const vault = new VaultService(database, uploads, settings.access.hashKey);
  const models = new ModelsService(database, datasets);
  const kept = makeEvidenceServices(database, models);
  const { evidence } = kept;
  const registration = new RegistrationService(database, datasets, models);
  const traffic = new TrafficService(database, models);
  const predictionLog = new PredictionLogService(database, uploads, models);
  const labelLog = new LabelLogService(database, uploads, models);
  const fairness = new FairnessService(database, { datasets, evidence, models, vault });
  const monitorReads = new MonitorReads(database, models);
  const monitoring = new MonitoringService(database, { datasets, evidence, models, monitorReads, traffic });
  const promotions = makePromotionServices(database, {
    ...{ datasets, models },
    drift: (manager, modelVersionId, rule) => latestDriftEvidence({ manager, models }, modelVersionId, rule),
    performance: latestPerformanceEvidence,
    fairness: (manager, modelVersionId, now) => fairness.latest(manager, modelVersionId, now),
    attached: kept.attachedEvidence.newest,
  });
  const access = makeAccessServices(database, settings.access, (id) => ensurePolicies(database, id));
  const life = makeLifeOfAudits(database);
  const reported = { access: access.access, datasets, evidence, fairness, models, ...life };
  const fairnessReports = new FairnessReportsService(reported, () => database.now());
  const audit = makeAuditServices(database, settings.audit);
  const { auditExtract } = audit;
  return {
    ...access,
    ...promotions,
    signing: new SigningService(database, access.passkeys),
    database,
    sessionCookie: new SessionCookie({ secure: settings.access.secureCookies }),
    ...audit,
    passports: new PassportService(database, { auditExtract, evidence, page: passportPage }),
    ...makeWebhookServices(database, settings.access.hashKey, settings.webhooks),
    ...{ legalHolds: new LegalHoldsService(database), retention: new RetentionService(database) },
    ...{ uploads, vault, datasets, fairness, ...kept },
    ...life,
    fairnessReports,
    publishedSummaries: new PublishedSummariesService(database, fairnessReports),
    models,
    monitoring,
    monitorReads,
    registration,
    traffic,
    predictionLog,
    labelLog,
  };
}

/** What gates read, and what is put on record before. */
function makeEvidenceServices(database: Database, models: ModelsService) {
  const evidence = new EvidenceService(database);
  return {
    evidence,
    attachedEvidence: new AttachedEvidenceService(database, { evidence, models }),
    evidenceAhead: new EvidenceAheadService(database, models),
  };
}

/** What happens to a fairness audit after it ran. */
function makeLifeOfAudits(database: Database) {
  return {
    fairnessPublications: new FairnessPublications(database),
    fairnessSettings: new FairnessSettingsService(database),
    fairnessSignOffs: new FairnessSignOffsService(database),
    fairnessValidity: new FairnessValidityService(database),
    fairnessWaivers: new FairnessWaiversService(database),
  };
}

function makeAuditServices(database: Database, settings: SignerSettings) {
  const checkpoints = new CheckpointSigner(database, settings);
  return {
    checkpoints,
    auditLog: new AuditLogService(database, checkpoints, settings),
    auditExport: new AuditExportService(database, checkpoints),
    auditExtract: new AuditExtractService(database, checkpoints, settings.keys),
    auditProofs: new AuditProofsService(database),
    witnesses: new Witnesses(database, checkpoints, settings.witness),
  };
}
