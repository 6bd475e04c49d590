import { Field, GraphQLISODateTime, InputType, ObjectType } from 'type-graphql';

@ObjectType('Window', { description: 'Half-open UTC interval [start, end).' })
export class WindowType {
  @Field(() => GraphQLISODateTime, { description: 'The first instant inside.' })
  start!: Date;

  @Field(() => GraphQLISODateTime, { description: 'The first instant outside.' })
  end!: Date;
}

@InputType({ description: 'Half-open UTC interval [start, end).' })
export class WindowInput {
  @Field(() => GraphQLISODateTime, { description: 'The first instant inside.' })
  start!: Date;

  @Field(() => GraphQLISODateTime, { description: 'The first instant outside.' })
  end!: Date;
}
