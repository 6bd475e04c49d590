import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import {
  AuditEntryConnection,
  AuditEntryType,
  AuditLogHead,
  AuditLogVerification,
  AuditPageArgs,
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
  @Query(() => AuditLogHead, { description: 'Where the log ends.' })
  auditLogHead(@Ctx() context: Context): Promise<AuditLogHead> {
    return context.services.auditLog.head(caller(context));
  }

  @Permit('audit.read')
  @Query(() => AuditLogVerification, { description: 'Reads the whole log and checks every hash.' })
  verifyAuditLog(@Ctx() context: Context): Promise<AuditLogVerification> {
    return context.services.auditLog.verify(caller(context));
  }
}
