import { Invitation } from '../areas/access/invitation.entity';
import { Member } from '../areas/access/member.entity';
import { Passkey } from '../areas/access/passkey.entity';
import { ServiceToken } from '../areas/access/service-token.entity';
import { Session } from '../areas/access/session.entity';
import { WorkloadTrust } from '../areas/access/workload-trust.entity';
import { Workspace } from '../areas/access/workspace.entity';
import { AuditCheckpoint } from '../areas/audit-log/audit-checkpoint.entity';
import { AuditCosignature } from '../areas/audit-log/audit-cosignature.entity';
import { AuditEntry } from '../areas/audit-log/audit-entry.entity';
import { AuditHead } from '../areas/audit-log/audit-head.entity';
import { DatasetVersion } from '../areas/datasets/dataset-version.entity';
import { Dataset } from '../areas/datasets/dataset.entity';
import { AttachedEvidenceRow } from '../areas/evidence/attached-evidence.entity';
import { Evidence } from '../areas/evidence/evidence.entity';
import { ExternalCheckRow } from '../areas/evidence/external-check.entity';
import { RegisteredThresholdRow } from '../areas/evidence/registered-threshold.entity';
import { FairnessAudit } from '../areas/fairness/fairness-audit.entity';
import { FairnessSignOff } from '../areas/fairness/fairness-sign-off.entity';
import { FairnessWaiver } from '../areas/fairness/fairness-waiver.entity';
import { PublishedSummary } from '../areas/fairness/published-summary.entity';
import { BaselineRow } from '../areas/models/baseline.entity';
import { ModelAlias } from '../areas/models/model-alias.entity';
import { ModelClassification } from '../areas/models/model-classification.entity';
import { ModelVersion } from '../areas/models/model-version.entity';
import { Model } from '../areas/models/model.entity';
import { FairnessMonitorState } from '../areas/monitoring/fairness-monitor-state.entity';
import { MonitorResult } from '../areas/monitoring/monitor-result.entity';
import { MonitorRun } from '../areas/monitoring/monitor-run.entity';
import { Monitor } from '../areas/monitoring/monitor.entity';
import { DelegationRow } from '../areas/promotions/delegations/delegation.entity';
import { DeploymentRow } from '../areas/promotions/places/deployment.entity';
import { LegalHold } from '../areas/privacy/legal-hold.entity';
import { GateWaiverRow } from '../areas/promotions/waivers/gate-waiver.entity';
import { PolicyChangeRow } from '../areas/promotions/policies/policy-change.entity';
import { PolicyVoteRow } from '../areas/promotions/policies/policy-vote.entity';
import { EmergencyRow } from '../areas/promotions/emergencies/emergency.entity';
import { PolicyRow } from '../areas/promotions/policies/policy.entity';
import { PromotionCommentRow } from '../areas/promotions/discussion/promotion-comment.entity';
import { PromotionMentionRow } from '../areas/promotions/discussion/promotion-mention.entity';
import { PromotionRow } from '../areas/promotions/promotion.entity';
import { RollbackReviewRow } from '../areas/promotions/rollback/rollback-review.entity';
import { SuspensionRow } from '../areas/promotions/suspensions/suspension.entity';
import { VoteRow } from '../areas/promotions/votes/vote.entity';
import { Upload } from '../areas/uploads/upload.entity';
import { VaultAccess } from '../areas/vault/vault-access.entity';
import { VaultCollection } from '../areas/vault/vault-collection.entity';
import { WebhookAttempt } from '../areas/webhooks/webhook-attempt.entity';
import { WebhookDelivery } from '../areas/webhooks/webhook-delivery.entity';
import { Webhook } from '../areas/webhooks/webhook.entity';

/** Every row class, in one list: TypeORM needs them all at start. */
export const entities = [
  AttachedEvidenceRow,
  AuditCheckpoint,
  AuditCosignature,
  AuditEntry,
  AuditHead,
  BaselineRow,
  Dataset,
  DatasetVersion,
  DelegationRow,
  DeploymentRow,
  Evidence,
  ExternalCheckRow,
  FairnessAudit,
  FairnessMonitorState,
  FairnessSignOff,
  FairnessWaiver,
  GateWaiverRow,
  Invitation,
  LegalHold,
  Member,
  Model,
  ModelAlias,
  ModelClassification,
  ModelVersion,
  Monitor,
  MonitorResult,
  MonitorRun,
  Passkey,
  PolicyChangeRow,
  EmergencyRow,
  PolicyRow,
  PolicyVoteRow,
  PromotionCommentRow,
  PromotionMentionRow,
  PromotionRow,
  PublishedSummary,
  RegisteredThresholdRow,
  RollbackReviewRow,
  ServiceToken,
  Session,
  SuspensionRow,
  Upload,
  VaultAccess,
  VaultCollection,
  VoteRow,
  Webhook,
  WebhookAttempt,
  WebhookDelivery,
  WorkloadTrust,
  Workspace,
];
