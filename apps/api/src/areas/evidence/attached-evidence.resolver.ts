import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import { ModelType, ModelVersionType } from '../models/models.schema';
import {
  AttachedEvidenceType,
  AttachEvidenceInput,
  AttachEvidenceResult,
  EvidenceAttached,
  ExternalCheckRequested,
  RegisteredThresholdType,
  RegisterThresholdInput,
  RegisterThresholdResult,
  RequestExternalCheckInput,
  RequestExternalCheckResult,
  ThresholdRegistered,
} from './attached-evidence.schema';

@Resolver(() => ModelVersionType)
export class AttachedEvidenceResolver {
  @Permit('evidence.attach')
  @Mutation(() => AttachEvidenceResult, {
    description:
      'Attaches a document to a version, for gates to read. The same document again changes nothing.',
  })
  attachEvidence(
    @Arg('input', () => AttachEvidenceInput) input: AttachEvidenceInput,
    @Ctx() context: Context,
  ): Promise<EvidenceAttached | RefusalType> {
    const answer = context.services.attachedEvidence.attach(caller(context), input);
    return orRecorded(answer, ({ row, created }) =>
      Object.assign(new EvidenceAttached(), { evidence: AttachedEvidenceType.of(row), created }),
    );
  }

  @Permit('evidence.attach')
  @Mutation(() => RegisterThresholdResult, {
    description: 'Puts a limit on record before anybody measures. A gate may ask for that.',
  })
  registerThreshold(
    @Arg('input', () => RegisterThresholdInput) input: RegisterThresholdInput,
    @Ctx() context: Context,
  ): Promise<ThresholdRegistered | RefusalType> {
    const answer = context.services.evidenceAhead.register(caller(context), input);
    return orRecorded(answer, ({ row, created }) =>
      Object.assign(new ThresholdRegistered(), { threshold: RegisteredThresholdType.of(row), created }),
    );
  }

  @Permit('evidence.attach')
  @Mutation(() => RequestExternalCheckResult, {
    description: 'Asks a service outside about a version. Its signed answer is attached as evidence, once.',
  })
  requestExternalCheck(
    @Arg('input', () => RequestExternalCheckInput) input: RequestExternalCheckInput,
    @Ctx() context: Context,
  ): Promise<ExternalCheckRequested | RefusalType> {
    const answer = context.services.evidenceAhead.ask(caller(context), input);
    return orRecorded(answer, (row) => ExternalCheckRequested.of(row));
  }

  @FieldResolver(() => [AttachedEvidenceType], {
    description: 'What was attached to it, the newest first; at most 100.',
  })
  async attachedEvidence(
    @Root() { id }: ModelVersionType,
    @Ctx() context: Context,
  ): Promise<AttachedEvidenceType[]> {
    const rows = await context.services.attachedEvidence.list(caller(context), id);
    return rows.map((row) => AttachedEvidenceType.of(row));
  }
}

@Resolver(() => ModelType)
export class RegisteredThresholdsResolver {
  @FieldResolver(() => [RegisteredThresholdType], {
    description: 'Limits that were put on record for it, the first one first.',
  })
  async registeredThresholds(
    @Root() { id }: ModelType,
    @Ctx() context: Context,
  ): Promise<RegisteredThresholdType[]> {
    const rows = await context.services.evidenceAhead.thresholds(caller(context), id);
    return rows.map((row) => RegisteredThresholdType.of(row));
  }
}
