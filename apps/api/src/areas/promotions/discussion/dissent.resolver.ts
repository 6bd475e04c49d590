import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../../server/context';
import { PromotionType } from '../promotions.schema';
import { DissentType } from './dissent.schema';

@Resolver(() => PromotionType)
export class DissentResolver {
  @FieldResolver(() => [DissentType], {
    description:
      'What was objected to it in any round, and before to the same artefact wherever it was to go; newest first, at most 50.',
  })
  async dissent(@Root() { record }: PromotionType, @Ctx() context: Context): Promise<DissentType[]> {
    const found = await context.services.discussion.dissent(caller(context), record.row);
    return found.map((dissent) => DissentType.of(dissent));
  }
}
