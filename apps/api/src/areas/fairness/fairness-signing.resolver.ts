import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import { FairnessAuditType } from './fairness.schema';
import {
  FairnessAuditSigned,
  FairnessSignOffType,
  SignFairnessAuditInput,
  SignFairnessAuditResult,
} from './sign-off.schema';

/** What people say of an audit that was run. */
@Resolver(() => FairnessAuditType)
export class FairnessSigningResolver {
  @Permit('fairness.sign')
  @Mutation(() => SignFairnessAuditResult, {
    description:
      'Signs an audit that somebody else ran, in agreement or dissent. Once a person and audit; it is not taken back.',
  })
  signFairnessAudit(
    @Arg('input', () => SignFairnessAuditInput) input: SignFairnessAuditInput,
    @Ctx() context: Context,
  ): Promise<FairnessAuditSigned | RefusalType> {
    const answer = context.services.fairnessSignOffs.sign(caller(context), input);
    return orRecorded(answer, ({ audit, signOff }) =>
      Object.assign(new FairnessAuditSigned(), {
        ...{ audit: FairnessAuditType.of(audit, caller(context)), signOff: FairnessSignOffType.of(signOff) },
      }),
    );
  }

  @FieldResolver(() => [FairnessSignOffType], { description: 'Who signed it, first one first.' })
  async signOffs(@Root() { id }: FairnessAuditType, @Ctx() context: Context): Promise<FairnessSignOffType[]> {
    const rows = await context.services.fairnessSignOffs.list(caller(context), id);
    return rows.map((row) => FairnessSignOffType.of(row));
  }
}
