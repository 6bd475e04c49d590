import { type Environment } from '@countersign/domain/approvals';
import { Field, ID, ObjectType } from 'type-graphql';
import { ActorType } from '../../access/access.schema';
import { EnvironmentEnum } from '../policies/policy.schema';
import { SaidType } from '../votes/review.schema';
import { type Dissent } from './dissent-reads';

@ObjectType('Dissent', {
  description:
    'A rejection, a request for changes, or an abstention with a reason, of this or an earlier promotion.',
})
export class DissentType extends SaidType {
  @Field(() => ID, { description: 'Of the vote.' })
  id!: string;

  @Field(() => ID, { description: 'The promotion it was cast on.' })
  promotionId!: string;

  @Field(() => EnvironmentEnum, { description: 'Where that one leads.' })
  environment!: Environment;

  @Field({ description: 'By which alias.' })
  alias!: string;

  static of({ voteId: id, voter, onBehalfOf, ...said }: Dissent): DissentType {
    const inPlaceOf = onBehalfOf === null ? null : ActorType.of(`person:${onBehalfOf}`);
    return Object.assign(new DissentType(), {
      ...{ ...said, id, person: ActorType.of(voter), onBehalfOf: inPlaceOf },
    });
  }
}
