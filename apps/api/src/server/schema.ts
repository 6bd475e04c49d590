import 'reflect-metadata';
import { assertValidSchema, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { ActorResolver } from '../areas/access/actor.resolver';
import { InvitationsResolver } from '../areas/access/invitations.resolver';
import { MembersResolver } from '../areas/access/members.resolver';
import { PasskeysResolver } from '../areas/access/passkeys.resolver';
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
import { PolicyOriginsResolver } from '../areas/promotions/policies/policy-origins.resolver';
import { ClassificationResolver } from '../areas/models/classification.resolver';
import { DecisionsResolver } from '../areas/promotions/decisions.resolver';
import { DiscussionResolver } from '../areas/promotions/discussion/discussion.resolver';
import {
  PolicyChangeFieldsResolver,
  PolicyChangesResolver,
  PolicyPublicationResolver,
  PolicyReviewResolver,
} from '../areas/promotions/policies/policy-changes.resolver';
import {
  PromotionRollbackResolver,
  RollbackFieldsResolver,
} from '../areas/promotions/rollback/rollback-review.resolver';
import { EmergencyResolver } from '../areas/promotions/emergencies/emergency.resolver';
import { RollbackResolver } from '../areas/promotions/rollback/rollback.resolver';
import { DissentResolver } from '../areas/promotions/discussion/dissent.resolver';
import { ReinstatementsResolver } from '../areas/promotions/suspensions/reinstatements.resolver';
import { SuspensionFindingsResolver } from '../areas/promotions/suspensions/suspension-findings.resolver';
import { ThinPoolsResolver } from '../areas/promotions/policies/thin-pools.resolver';
import {
  ModelAliasPromotionResolver,
  ModelPromotionsResolver,
  ModelVersionPromotionsResolver,
} from '../areas/promotions/places/model-promotions.resolver';
import { DelegationsResolver } from '../areas/promotions/delegations/delegations.resolver';
import { PromotionPageResolver } from '../areas/promotions/promotion-page.resolver';
import { SigningResolver } from '../areas/promotions/signing/signing.resolver';
import { DeploymentsResolver, PromotionsResolver } from '../areas/promotions/promotions.resolver';
import {
  ModelTrafficResolver,
  TrafficResolver,
  VersionTrafficResolver,
} from '../areas/traffic/traffic.resolver';
import { VaultResolver } from '../areas/vault/vault.resolver';
import { WaiversResolver } from '../areas/promotions/waivers/waiver.resolver';
import { WebhookDeliveriesResolver } from '../areas/webhooks/webhook-deliveries.resolver';
import { WebhooksResolver } from '../areas/webhooks/webhooks.resolver';
import { guard } from './permit';
import { spellIdsOneWay } from './canonical-ids';
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
  DiscussionResolver,
  PolicyChangesResolver,
  PolicyChangeFieldsResolver,
  PolicyPublicationResolver,
  PolicyReviewResolver,
  PolicyOriginsResolver,
  EmergencyResolver,
  RollbackResolver,
  PromotionRollbackResolver,
  RollbackFieldsResolver,
  SuspensionFindingsResolver,
  ReinstatementsResolver,
  DissentResolver,
  ThinPoolsResolver,
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
  PasskeysResolver,
  SigningResolver,
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
  DelegationsResolver,
  PromotionsResolver,
  RecordedChangesResolver,
  RegisteredThresholdsResolver,
  SessionResolver,
  TokensResolver,
  TrafficResolver,
  VaultResolver,
  VersionTrafficResolver,
  ViewerResolver,
  WaiversResolver,
  WebhookDeliveriesResolver,
  WebhooksResolver,
  WorkloadResolver,
] as const;

/** The one schema, known to be valid. That every root field declares a permission is checked with all other ways in (entrances.ts). */
export function makeSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers,
    authChecker: guard,
    validate: { forbidUnknownValues: false },
    // The whole introspection, at every start: a spec runs it once.
    skipCheck: true,
  });
  assertValidSchema(schema);
  spellIdsOneWay(schema);
  recordUnknownIds(schema);
  return schema;
}
