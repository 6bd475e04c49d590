import { Field, GraphQLISODateTime, Int, ObjectType } from 'type-graphql';
import { wireEnum } from '../../wire/wire-enum';
import { type Anchor } from './witnesses';

const AuditAnchorKindEnum = wireEnum('AuditAnchorKind', 'Where checkpoints go outside this server.', {
  directory: 'A directory that keeps every checkpoint.',
  witness: 'A witness that confirms that the log was only added to.',
});

@ObjectType('AuditAnchor', {
  description:
    'A place outside this server that knows the log; up to its size the log cannot be written anew unseen.',
})
export class AuditAnchorType implements Anchor {
  @Field(() => AuditAnchorKindEnum, { description: 'Which kind.' })
  kind!: Anchor['kind'];

  @Field(() => String, {
    nullable: true,
    description: 'The name that a witness signs under; null for the directory.',
  })
  name!: string | null;

  @Field(() => Int, { nullable: true, description: 'Entries that it knows of; null when it has seen none.' })
  size!: number | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it took the last checkpoint.' })
  at!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'What went wrong last, as far as this server knows; null when all is well.',
  })
  fault!: string | null;

  static of(anchor: Anchor): AuditAnchorType {
    return Object.assign(new AuditAnchorType(), anchor);
  }
}
