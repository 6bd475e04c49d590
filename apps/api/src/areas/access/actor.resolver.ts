import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { actorReference } from '../../database/actor-reference';
import { type Context } from '../../server/context';
import { ActorType } from './access.schema';

@Resolver(() => ActorType)
export class ActorResolver {
  @FieldResolver(() => String, { description: 'Display name.' })
  name(@Root() actor: ActorType, @Ctx() { actorNames }: Context): Promise<string> {
    return actorNames.load(actorReference(actor));
  }
}
