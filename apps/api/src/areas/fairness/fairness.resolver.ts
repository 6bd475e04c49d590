import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { PageArgs } from '../../wire/page-args';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import { WindowInput } from '../../wire/window';
import { DatasetVersionType } from '../datasets/datasets.schema';
import { ModelVersionType } from '../models/models.schema';
import {
  FairnessAuditCompleted,
  FairnessAuditConnection,
  FairnessAuditType,
  RunFairnessAuditResult,
} from './fairness.schema';
import { ProductionProfileType } from './production-profile.schema';
import { RunFairnessAuditInput } from './fairness-input.schema';
import { FairnessAuditValidityType } from './validity.schema';
import { lawPackIds } from './fairness-enums';

@Resolver(() => FairnessAuditType)
export class FairnessResolver {
  @Permit('fairness.read')
  @Query(() => FairnessAuditConnection, { description: 'Fairness audits, newest first.' })
  async fairnessAudits(
    @Args() bounds: PageArgs,
    @Arg('modelVersionId', () => ID, { nullable: true, description: 'Only of this version.' })
    modelVersionId: string | null | undefined,
    @Ctx() context: Context,
  ) {
    const page = await context.services.fairness.list(caller(context), bounds, modelVersionId);
    return FairnessAuditConnection.of(page, (row) => FairnessAuditType.of(row, caller(context)));
  }

  @Permit('fairness.read')
  @Query(() => FairnessAuditType, { description: 'One fairness audit.' })
  async fairnessAudit(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<FairnessAuditType> {
    return FairnessAuditType.of(await context.services.fairness.audit(caller(context), id), caller(context));
  }

  @Permit('fairness.run')
  @Mutation(() => RunFairnessAuditResult, { description: 'Audits a population by its groups.' })
  runFairnessAudit(
    @Arg('input', () => RunFairnessAuditInput) input: RunFairnessAuditInput,
    @Ctx() context: Context,
  ): Promise<FairnessAuditCompleted | RefusalType> {
    const lawPacks = input.lawPacks?.map((pack) => lawPackIds[pack]) ?? [];
    const request = { ...input, lawPacks };
    return orRecorded(context.services.fairness.run(caller(context), request), (result) =>
      Object.assign(new FairnessAuditCompleted(), { audit: FairnessAuditType.of(result, caller(context)) }),
    );
  }

  @FieldResolver(() => ModelVersionType, { description: 'The version the predictions come from.' })
  async modelVersion(@Root() audit: FairnessAuditType, @Ctx() context: Context): Promise<ModelVersionType> {
    return ModelVersionType.of(await context.modelVersions.load(audit.modelVersionId));
  }

  @FieldResolver(() => DatasetVersionType, {
    nullable: true,
    description: 'The file whose rows it counts; null where it counts production.',
  })
  async population(
    @Root() { datasetVersionId }: FairnessAuditType,
    @Ctx() context: Context,
  ): Promise<DatasetVersionType | null> {
    if (datasetVersionId === null) return null;
    return DatasetVersionType.of(await context.services.datasets.version(caller(context), datasetVersionId));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The evidence as canonical JSON (countersign.fairness-audit/2): counts and policy, from which every number follows. Null where isSuppressed, and for audits of before there was such evidence.',
  })
  async evidence(@Root() audit: FairnessAuditType, @Ctx() context: Context): Promise<string | null> {
    if (audit.isSuppressed || !audit.isRecomputable) return null;
    const { canonical } = await context.services.evidence.read(caller(context), audit.evidenceDigest);
    return canonical;
  }

  @FieldResolver(() => FairnessAuditValidityType, { description: 'Whether it still speaks of what serves.' })
  async validity(@Root() audit: FairnessAuditType, @Ctx() context: Context) {
    return FairnessAuditValidityType.of(
      await context.services.fairnessValidity.validity(caller(context), audit),
    );
  }
}

@Resolver(() => ModelVersionType)
export class ModelVersionFairnessResolver {
  @Permit('fairness.run')
  @FieldResolver(() => ProductionProfileType, {
    description: 'What an audit of its production predictions in a window could count.',
  })
  async productionProfile(
    @Root() version: ModelVersionType,
    @Arg('window', () => WindowInput, { description: 'Whole UTC days.' }) window: WindowInput,
    @Ctx() context: Context,
  ): Promise<ProductionProfileType> {
    const { fairness } = context.services;
    return ProductionProfileType.of(await fairness.productionProfile(caller(context), version.id, window));
  }

  @Permit('fairness.read')
  @FieldResolver(() => FairnessAuditConnection, { description: 'Its fairness audits, newest first.' })
  async fairnessAudits(@Root() version: ModelVersionType, @Args() bounds: PageArgs, @Ctx() context: Context) {
    const page = await context.services.fairness.list(caller(context), bounds, version.id);
    return FairnessAuditConnection.of(page, (row) => FairnessAuditType.of(row, caller(context)));
  }
}
