import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { EvidenceType } from './evidence.schema';

@Resolver()
export class EvidenceResolver {
  @Permit('evidence.read')
  @Query(() => EvidenceType, { description: 'One report by its digest.' })
  async evidence(@Arg('digest') digest: string, @Ctx() context: Context): Promise<EvidenceType> {
    return EvidenceType.of(await context.services.evidence.read(caller(context), digest));
  }
}
