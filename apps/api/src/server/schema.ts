import 'reflect-metadata';
import { type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { ActorResolver } from '../areas/access/actor.resolver';
import { InvitationsResolver } from '../areas/access/invitations.resolver';
import { MembersResolver } from '../areas/access/members.resolver';
import { SessionResolver, ViewerResolver } from '../areas/access/session.resolver';
import { TokensResolver } from '../areas/access/tokens.resolver';
import { WorkloadResolver } from '../areas/access/workload.resolver';
import { AuditLogResolver } from '../areas/audit-log/audit-log.resolver';
import { RecordedChangesResolver } from '../areas/audit-log/recorded-changes.resolver';
import { DatasetsResolver, DatasetVersionsResolver } from '../areas/datasets/datasets.resolver';
import {
  AttachedEvidenceResolver,
  RegisteredThresholdsResolver,
} from '../areas/evidence/attached-evidence.resolver';
import { EvidenceResolver } from '../areas/evidence/evidence.resolver';
import { FairnessResolver, ModelVersionFairnessResolver } from '../areas/fairness/fairness.resolver';
import { FairnessPublicationsResolver } from '../areas/fairness/fairness-publications.resolver';
import { FairnessSettingsResolver } from '../areas/fairness/fairness-settings.resolver';
import { FairnessSigningResolver } from '../areas/fairness/fairness-signing.resolver';
import { FairnessWaiversResolver } from '../areas/fairness/fairness-waivers.resolver';
import { BaselinesResolver, ModelVersionsResolver } from '../areas/models/model-versions.resolver';
import { ModelAliasesResolver, ModelsResolver } from '../areas/models/models.resolver';
import {
  ModelHealthResolver,
  ModelVersionMonitorsResolver,
  MonitorFieldsResolver,
  MonitorRunFieldsResolver,
} from '../areas/monitoring/monitor-fields.resolver';
import { MonitoringResolver } from '../areas/monitoring/monitoring.resolver';
import { PrivacyResolver } from '../areas/privacy/privacy.resolver';
import { PolicyOriginsResolver } from '../areas/promotions/policy-origins.resolver';
import { ClassificationResolver } from '../areas/models/classification.resolver';
import { DecisionsResolver } from '../areas/promotions/decisions.resolver';
import {
  PolicyChangeFieldsResolver,
  PolicyChangesResolver,
  PolicyReviewResolver,
} from '../areas/promotions/policy-changes.resolver';
import { RollbackResolver } from '../areas/promotions/rollback.resolver';
import {
  ModelAliasPromotionResolver,
  ModelPromotionsResolver,
  ModelVersionPromotionsResolver,
} from '../areas/promotions/model-promotions.resolver';
import { PromotionPageResolver } from '../areas/promotions/promotion-page.resolver';
import { DeploymentsResolver, PromotionsResolver } from '../areas/promotions/promotions.resolver';
import {
  ModelTrafficResolver,
  TrafficResolver,
  VersionTrafficResolver,
} from '../areas/traffic/traffic.resolver';
import { VaultResolver } from '../areas/vault/vault.resolver';
import { WebhookDeliveriesResolver } from '../areas/webhooks/webhook-deliveries.resolver';
import { WebhooksResolver } from '../areas/webhooks/webhooks.resolver';
import { guard } from './permit';
import { recordUnknownIds } from './record-unknown-ids';

const resolvers = [
  ActorResolver,
  AttachedEvidenceResolver,
  AuditLogResolver,
  BaselinesResolver,
  DatasetsResolver,
  DatasetVersionsResolver,
  ClassificationResolver,
  DecisionsResolver,
  PolicyChangesResolver,
  PolicyChangeFieldsResolver,
  PolicyReviewResolver,
  PolicyOriginsResolver,
  RollbackResolver,
  DeploymentsResolver,
  EvidenceResolver,
  FairnessResolver,
  FairnessPublicationsResolver,
  FairnessSettingsResolver,
  FairnessSigningResolver,
  FairnessWaiversResolver,
  InvitationsResolver,
  MembersResolver,
  ModelAliasesResolver,
  ModelAliasPromotionResolver,
  ModelHealthResolver,
  ModelPromotionsResolver,
  ModelsResolver,
  ModelTrafficResolver,
  ModelVersionFairnessResolver,
  ModelVersionMonitorsResolver,
  ModelVersionPromotionsResolver,
  ModelVersionsResolver,
  MonitorFieldsResolver,
  MonitoringResolver,
  MonitorRunFieldsResolver,
  PrivacyResolver,
  PromotionPageResolver,
  PromotionsResolver,
  RecordedChangesResolver,
  RegisteredThresholdsResolver,
  SessionResolver,
  TokensResolver,
  TrafficResolver,
  VaultResolver,
  VersionTrafficResolver,
  ViewerResolver,
  WebhookDeliveriesResolver,
  WebhooksResolver,
  WorkloadResolver,
] as const;

/** The one schema. That every root field declares a permission is checked with all other ways in (entrances.ts). */
export function makeSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers,
    authChecker: guard,
    validate: { forbidUnknownValues: false },
  });
  recordUnknownIds(schema);
  return schema;
}
