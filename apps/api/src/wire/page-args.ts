import { Max, Min } from 'class-validator';
import { ArgsType, Field, Int } from 'type-graphql';
import { largestPage, type PageBounds } from '../server/page';

@ArgsType()
export class PageArgs implements PageBounds {
  @Field(() => Int, { defaultValue: 20, description: `How many nodes, 1 to ${largestPage}.` })
  @Min(1)
  @Max(largestPage)
  first!: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string;
}
