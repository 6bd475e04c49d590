import { type AttachedKind } from '@countersign/domain/gate-evidence';
import { Matches, MaxLength } from 'class-validator';
import { Field, Float, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import { IsName } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { wireEnum } from '../../wire/wire-enum';
import { ActorType } from '../access/access.schema';
import { type AttachedEvidenceRow } from './attached-evidence.entity';
import { type ExternalCheckRow } from './external-check.entity';
import { type RegisteredThresholdRow } from './registered-threshold.entity';

const longestDocument = 200_000;
const longestName = 300;

const AttachedKindEnum = wireEnum('AttachedKind', 'What a document is, that somebody attaches.', {
  tests: 'A JUnit report (XML), or an in-toto test result v0.1.',
  signature: 'A Sigstore bundle with a signature by a key (OpenSSF Model Signing v1.0).',
  card: 'A model card as JSON or YAML: Model Card Toolkit v0.0.2, or Hugging Face front matter.',
  measurement: 'A number measured elsewhere: countersign.measurement/1.',
  data_quality: 'What `countersign quality --json` writes.',
  reproducibility: 'What a rebuild gave: countersign.reproduction/1.',
  external: "A service's signed answer to requestExternalCheck: countersign.external-verdict/1.",
});

const ThresholdOpEnum = wireEnum('ThresholdOp', 'On which side of a limit a number has to be.', {
  at_least: 'Not below it.',
  at_most: 'Not above it.',
});

@InputType({ description: 'A document for gates to read.' })
export class AttachEvidenceInput {
  @Field(() => ID, { description: 'The version that it is about.' })
  modelVersionId!: string;

  @Field(() => AttachedKindEnum, { description: 'What it is.' })
  kind!: AttachedKind;

  @Field({
    description: 'Its text, at most 200,000 characters: JSON, the XML of a JUnit report, or YAML of a card.',
  })
  @MaxLength(longestDocument)
  document!: string;
}

@InputType({ description: 'A limit, put on record before anybody measures.' })
export class RegisterThresholdInput {
  @Field(() => ID, { description: 'The model.' })
  modelId!: string;

  @Field({ description: 'Such as roc_auc.' })
  @IsName(longestName)
  metric!: string;

  @Field(() => ThresholdOpEnum, { description: 'On which side.' })
  op!: 'at_least' | 'at_most';

  @Field(() => Float, { description: 'The limit, inclusive.' })
  limit!: number;

  @Field({ description: 'SHA-256 of the data that it will be measured on, 64 hex digits.' })
  @Matches(/^[0-9a-f]{64}$/i, { message: 'datasetDigest must be a SHA-256: 64 hex digits.' })
  datasetDigest!: string;
}

@InputType({ description: 'A question to a service outside.' })
export class RequestExternalCheckInput {
  @Field(() => ID, { description: 'The version that it is about.' })
  modelVersionId!: string;

  @Field({ description: 'The name under which the policy asks, such as legal-review.' })
  @IsName(longestName)
  check!: string;
}

@ObjectType('AttachedEvidence', { description: 'A document that somebody attached to a version.' })
export class AttachedEvidenceType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => AttachedKindEnum, { description: 'What it is.' })
  kind!: AttachedKind;

  @Field(() => String, { nullable: true, description: 'The metric of a measurement, or the check answered.' })
  name!: string | null;

  @Field({ description: "SHA-256 of the document's canonical JSON, lower-case hex." })
  documentDigest!: string;

  @Field({ description: 'The envelope that it is kept in; see the query evidence.' })
  evidenceDigest!: string;

  @Field(() => ActorType, { description: 'By whom.' })
  attachedBy!: ActorType;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  attachedAt!: Date;

  static of({ attachedBy, ...row }: AttachedEvidenceRow): AttachedEvidenceType {
    const { id, kind, name, documentDigest, evidenceDigest, attachedAt } = row;
    return Object.assign(new AttachedEvidenceType(), {
      ...{ id, kind, name, documentDigest, evidenceDigest, attachedAt },
      attachedBy: ActorType.of(attachedBy),
    });
  }
}

@ObjectType('RegisteredThreshold', { description: 'A limit that was put on record. It never changes.' })
export class RegisteredThresholdType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field({ description: 'Such as roc_auc.' })
  metric!: string;

  @Field(() => ThresholdOpEnum, { description: 'On which side of it.' })
  op!: 'at_least' | 'at_most';

  @Field(() => Float, { description: 'The limit, inclusive.' })
  limit!: number;

  @Field({ description: 'SHA-256 of the data that it is for.' })
  datasetDigest!: string;

  @Field(() => ActorType, { description: 'By whom.' })
  registeredBy!: ActorType;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  registeredAt!: Date;

  static of(row: RegisteredThresholdRow): RegisteredThresholdType {
    const { id, metric, op, limit, datasetDigest, registeredAt } = row;
    return Object.assign(new RegisteredThresholdType(), {
      ...{ id, metric, op, limit, datasetDigest, registeredAt },
      registeredBy: ActorType.of(row.registeredBy),
    });
  }
}

@ObjectType({ description: 'The document is attached.', implements: RecordedChange })
export class EvidenceAttached extends RecordedChange {
  @Field(() => AttachedEvidenceType, { description: 'As it is kept.' })
  evidence!: AttachedEvidenceType;

  @Field({ description: 'False when the same document was attached before.' })
  created!: boolean;
}

@ObjectType({ description: 'The limit is on record.', implements: RecordedChange })
export class ThresholdRegistered extends RecordedChange {
  @Field(() => RegisteredThresholdType, { description: 'As it stands.' })
  threshold!: RegisteredThresholdType;

  @Field({ description: 'False when it was on record before.' })
  created!: boolean;
}

@ObjectType({
  description: 'The question is on record; the service answers it once.',
  implements: RecordedChange,
})
export class ExternalCheckRequested extends RecordedChange {
  @Field({ description: 'What the answer has to name; 64 hex digits, no secret.' })
  nonce!: string;

  @Field(() => GraphQLISODateTime, { description: 'When: the time to answer begins.' })
  askedAt!: Date;

  static of({ nonce, askedAt }: ExternalCheckRow): ExternalCheckRequested {
    return Object.assign(new ExternalCheckRequested(), { nonce, askedAt });
  }
}

export const AttachEvidenceResult = resultUnion('AttachEvidenceResult', () => EvidenceAttached);
export const RegisterThresholdResult = resultUnion('RegisterThresholdResult', () => ThresholdRegistered);
export const RequestExternalCheckResult = resultUnion(
  'RequestExternalCheckResult',
  () => ExternalCheckRequested,
);
