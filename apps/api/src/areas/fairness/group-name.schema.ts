import { Field, ObjectType } from 'type-graphql';

@ObjectType('GroupName', { description: 'A group by its values.' })
export class GroupNameType {
  @Field(() => [String], { description: 'One value per attribute, in their order.' })
  values!: string[];
}
