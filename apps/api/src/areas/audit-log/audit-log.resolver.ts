import { Arg, Args, Ctx, Int, Query, Resolver } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import {
  AuditCheckpointConnection,
  AuditCheckpointType,
  AuditEntryConnection,
  AuditEntryType,
  AuditLogHead,
  AuditLogVerification,
  AuditPageArgs,
  ConsistencyProofType,
  InclusionProofType,
} from './audit-log.schema';

@Resolver()
export class AuditLogResolver {
  @Permit('audit.read')
  @Query(() => AuditEntryConnection, { description: 'All entries, newest first.' })
  async auditLog(@Args() bounds: AuditPageArgs, @Ctx() context: Context) {
    const page = await context.services.auditLog.list(caller(context), bounds);
    return AuditEntryConnection.of(page, AuditEntryType.of);
  }

  @Permit('audit.read')
  @Query(() => AuditEntryType, { description: 'One entry, by its place in the log.' })
  async auditEntry(
    @Arg('sequence', () => Int, { description: 'From 1.' }) sequence: number,
    @Ctx() context: Context,
  ): Promise<AuditEntryType> {
    return AuditEntryType.of(await context.services.auditLog.entry(caller(context), sequence));
  }

  @Permit('audit.read')
  @Query(() => AuditLogHead, { description: 'Where the log ends, and how much of it is signed.' })
  async auditLogHead(@Ctx() context: Context): Promise<AuditLogHead> {
    const { auditLog, witnesses } = context.services;
    const actor = caller(context);
    const anchors = await witnesses.anchors(actor);
    return AuditLogHead.of(await auditLog.head(actor), anchors, () => auditLog.keys(actor));
  }

  @Permit('audit.read')
  @Query(() => AuditCheckpointConnection, { description: 'All checkpoints, newest first.' })
  async auditCheckpoints(@Args() bounds: AuditPageArgs, @Ctx() context: Context) {
    const page = await context.services.auditLog.listCheckpoints(caller(context), bounds);
    return AuditCheckpointConnection.of(page, AuditCheckpointType.of);
  }

  @Permit('audit.read')
  @Query(() => InclusionProofType, { description: 'Proves that an entry stands in the log.' })
  async auditInclusionProof(
    @Ctx() context: Context,
    @Arg('sequence', () => Int, { description: 'Which entry.' }) sequence: number,
    @Arg('size', () => Int, {
      nullable: true,
      description: 'Of the tree that holds it; when absent the last signed one, or else the whole log.',
    })
    size?: number,
  ): Promise<InclusionProofType> {
    return InclusionProofType.of(
      await context.services.auditProofs.inclusion(caller(context), sequence, size),
    );
  }

  @Permit('audit.read')
  @Query(() => ConsistencyProofType, { description: 'Proves that the log was only added to.' })
  auditConsistencyProof(
    @Ctx() context: Context,
    @Arg('oldSize', () => Int, { description: 'Entries of the older tree, from 1.' }) oldSize: number,
    @Arg('newSize', () => Int, {
      nullable: true,
      description: 'Of the newer tree; when absent the whole log.',
    })
    newSize?: number,
  ): Promise<ConsistencyProofType> {
    return context.services.auditProofs.consistency(caller(context), oldSize, newSize);
  }

  @Permit('audit.read')
  @Query(() => AuditLogVerification, {
    description: 'Reads the whole log and checks every entry, the tree over them and every checkpoint.',
  })
  verifyAuditLog(@Ctx() context: Context): Promise<AuditLogVerification> {
    return context.services.auditLog.verify(caller(context));
  }
}
