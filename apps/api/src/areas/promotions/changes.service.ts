import { type Actor } from '@countersign/domain/access';
import {
  briefOf,
  compareVersions,
  type VersionChange,
  type VersionFacts,
} from '@countersign/domain/approvals';
import { type Database } from '../../database/database';
import { type DatasetsService } from '../datasets/datasets.service';
import { type ModelsService } from '../models/models.service';
import { type SoftwareEnvironment } from '../models/version-making';
import { evaluateGates, type EvidenceSources } from './gate/evaluate-gates';
import { type PromotionRecord } from './promotion-record';
import { type PromotionsService } from './promotions.service';

interface Areas {
  datasets: Pick<DatasetsService, 'dataset' | 'version'>;
  evidence: EvidenceSources;
  models: Pick<ModelsService, 'baselineOf' | 'model' | 'version'>;
  promotions: Pick<PromotionsService, 'servingVersionId'>;
}

/** What a promotion would change, for whoever has to decide it. */
export class ChangesService {
  constructor(
    private readonly database: Database,
    private readonly areas: Areas,
  ) {}

  /**
   * What the version is set beside: the one that serves there, or where this one does already, as by an emergency that is
   * still voted on, the one that it replaced. Null where there is none.
   */
  async changesFromId(actor: Actor, record: PromotionRecord): Promise<string | null> {
    const serving = await this.areas.promotions.servingVersionId(actor, record);
    const { modelVersionId, replacesVersionId } = record.row;
    const before = serving === modelVersionId ? replacesVersionId : serving;
    return before === modelVersionId ? null : before;
  }

  /** The version beside the one that it replaces; empty where there is none. */
  async changes(actor: Actor, record: PromotionRecord): Promise<VersionChange[]> {
    const replaced = await this.changesFromId(actor, record);
    if (replaced === null) return [];
    const before = await this.factsOf(actor, record, replaced);
    return compareVersions(before, await this.factsOf(actor, record, record.row.modelVersionId));
  }

  async brief(actor: Actor, record: PromotionRecord): Promise<string[]> {
    const { models, promotions } = this.areas;
    const { modelId, modelVersionId } = record.row;
    const { name, purpose } = await models.model(actor, modelId);
    const { number } = await models.version(actor, modelVersionId);
    const serving = await promotions.servingVersionId(actor, record);
    const champion =
      serving === null || serving === modelVersionId ? null : await models.version(actor, serving);
    return briefOf(record.promotion, { model: name, purpose, number, serving: champion?.number ?? null });
  }

  /** The gates are those of the promotion's policy for both versions, on the newest evidence of each. */
  private async factsOf(
    actor: Actor,
    { policy }: PromotionRecord,
    modelVersionId: string,
  ): Promise<VersionFacts> {
    const { evidence, models } = this.areas;
    const version = await models.version(actor, modelVersionId);
    const baseline = await models.baselineOf(actor, modelVersionId);
    const gates = await this.database.read(actor, ({ manager, now }) =>
      evaluateGates(evidence, { manager, modelVersionId, policy: policy.body, now }),
    );
    return {
      artifactDigest: version.artifactDigest,
      description: version.description,
      trainingData: await this.dataName(actor, version.trainingDatasetVersionId),
      baseline: await this.dataName(actor, baseline?.datasetVersionId ?? null),
      code: version.code,
      environment: environmentFacts(version.environment),
      schema: Object.fromEntries(baseline?.features.map(({ name, kind }) => [name, kind]) ?? []),
      reported: Object.fromEntries(version.metrics.map((metric) => [metric.name, metricText(metric)])),
      gates: gates.map(({ title, verdict, reason, observed }) => ({
        ...{ title, found: `${verdict}: ${reason}` },
        ...(observed && { observed }),
      })),
    };
  }

  private async dataName(actor: Actor, id: string | null): Promise<string | null> {
    if (id === null) return null;
    const { datasetId, number, digest } = await this.areas.datasets.version(actor, id);
    const { name } = await this.areas.datasets.dataset(actor, datasetId);
    return `${name}, version ${number} (${digest})`;
  }
}

function environmentFacts(environment: SoftwareEnvironment | null): VersionFacts['environment'] {
  if (environment === null) return null;
  const { digest, packages } = environment;
  const versions = packages?.map(({ name, version }) => [name, version] as const);
  return { digest, packages: versions ? Object.fromEntries(versions) : null };
}

function metricText({ value, n }: { value: number; n: number | null }): string {
  return n === null ? String(value) : `${value} (n = ${n})`;
}
