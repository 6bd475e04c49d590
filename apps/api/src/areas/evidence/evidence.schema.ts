import { GraphQLJSON } from 'graphql-scalars';
import { Field, GraphQLISODateTime, ObjectType } from 'type-graphql';
import { type Evidence } from './evidence.entity';

@ObjectType('Evidence', { description: 'An immutable report, named by its content.' })
export class EvidenceType {
  @Field({ description: 'SHA-256 over the canonical JSON (RFC 8785) of body, lower-case hex.' })
  digest!: string;

  @Field({ description: 'What made it, such as monitor_run or fairness_audit.' })
  kind!: string;

  @Field(() => GraphQLJSON, { description: 'The report.' })
  body!: unknown;

  @Field(() => GraphQLISODateTime, { description: 'When it was first produced.' })
  producedAt!: Date;

  static of({ digest, kind, canonical, producedAt }: Evidence): EvidenceType {
    return Object.assign(new EvidenceType(), {
      digest,
      kind,
      producedAt,
      body: JSON.parse(canonical) as unknown,
    });
  }
}
