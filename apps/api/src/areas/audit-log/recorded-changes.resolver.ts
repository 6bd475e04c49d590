import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { RecordedChange } from '../../wire/recorded-change';
import { AuditEntryType } from './audit-log.schema';

@Resolver(() => RecordedChange)
export class RecordedChangesResolver {
  @FieldResolver(() => AuditEntryType, { description: 'The record of this change.' })
  async auditEntry(
    @Root() { recorded: { workspaceId, sequence } }: RecordedChange,
    @Ctx() context: Context,
  ): Promise<AuditEntryType> {
    // An operator's change stands in the log of the workspace that it was made in.
    const reader = { ...caller(context), workspaceId };
    return AuditEntryType.of(await context.services.auditLog.entry(reader, sequence));
  }
}
