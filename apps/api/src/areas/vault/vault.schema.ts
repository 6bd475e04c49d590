import { type Actor, isPermitted } from '@countersign/domain/access';
import { type AttributeOrigin } from '@countersign/domain/fairness';
import { ArrayMaxSize, ArrayNotEmpty, Length, ValidateNested } from 'class-validator';
import { Field, Float, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import { connectionType } from '../../wire/connection';
import { IsName, IsStatement } from '../../wire/plain-text';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { ActorType } from '../access/access.schema';
import { AttributeOriginEnum } from '../fairness/fairness-enums';
import { type HeldAttribute } from './held-attribute';
import { type VaultAccess } from './vault-access.entity';
import { type VaultCollection } from './vault-collection.entity';

const mostAttributes = 8;

@ObjectType('VaultAttribute', { description: 'A sensitive attribute that is held, and on what grounds.' })
class VaultAttributeType {
  @Field({ description: 'The column of the file it came in.' })
  name!: string;

  @Field(() => AttributeOriginEnum, { description: 'Where its values come from.' })
  origin!: AttributeOrigin;

  @Field({ description: 'Why these data may be held and read.' })
  legalBasis!: string;
}

@ObjectType('VaultAccess', {
  description: 'A reading of sensitive attributes by a fairness audit. It was on record before it began.',
})
export class VaultAccessType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => [String], { description: 'What was read.' })
  attributes!: string[];

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  openedAt!: Date;

  @Field(() => ActorType, { description: 'Who ran the audit.' })
  openedBy!: ActorType;

  @Field(() => Float, { description: 'Rows of the population that had a key.' })
  keysAsked!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Those whose key the collection holds; null for who may not see small numbers of people.',
  })
  keysFound!: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The fairness audit that came of it; null where it failed.',
  })
  auditId!: string | null;

  static of(row: VaultAccess, viewer: Actor): VaultAccessType {
    const { id, attributes, openedAt, openedBy, keysAsked, keysFound, auditId } = row;
    return Object.assign(new VaultAccessType(), {
      ...{ id, attributes, openedAt, openedBy: ActorType.of(openedBy), auditId },
      ...{ keysAsked: Number(keysAsked) },
      // With it, the people of unknown group could be counted who are hidden elsewhere.
      keysFound: isPermitted(viewer, 'fairness.small_cells') ? Number(keysFound) : null,
    });
  }
}

@ObjectType('VaultCollection', {
  description:
    'Sensitive attributes of people by a key, which fairness audits read and nobody sees. No field answers a value.',
})
export class VaultCollectionType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field({ description: 'Unique among the collections that are not deleted.' })
  name!: string;

  @Field({ description: 'What the attributes are held for, in words.' })
  purpose!: string;

  @Field({ description: 'The column of the file that held the key of the person.' })
  keyColumn!: string;

  @Field(() => [VaultAttributeType], { description: 'What is held.' })
  attributes!: HeldAttribute[];

  @Field(() => Float, { description: 'Of how many people; 0 once deleted.' })
  people!: number;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it is erased by itself.' })
  keptUntil!: Date | null;

  @Field(() => GraphQLISODateTime, { description: 'Since when it is held.' })
  storedAt!: Date;

  @Field(() => ActorType, { description: 'Who stored it.' })
  storedBy!: ActorType;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Since when its values are erased.' })
  erasedAt!: Date | null;

  @Field(() => ActorType, { nullable: true, description: 'Who had them erased.' })
  erasedBy!: ActorType | null;

  static of(row: VaultCollection): VaultCollectionType {
    const { id, name, purpose, keyColumn, attributes, keptUntil, storedAt, erasedAt } = row;
    return Object.assign(new VaultCollectionType(), {
      ...{ id, name, purpose, keyColumn, attributes, keptUntil, storedAt, erasedAt },
      ...{ people: Number(row.people), storedBy: ActorType.of(row.storedBy) },
      erasedBy: row.erasedBy === null ? null : ActorType.of(row.erasedBy),
    });
  }
}

export const VaultCollectionConnection = connectionType('VaultCollection', () => VaultCollectionType);
export const VaultAccessConnection = connectionType('VaultAccess', () => VaultAccessType);

@InputType({ description: 'A column of sensitive values, and on what grounds it is held.' })
class VaultAttributeInput {
  @Field({ description: 'The column; audits name it the same.' })
  @IsName(200)
  name!: string;

  @Field(() => AttributeOriginEnum, { description: 'Where the values come from.' })
  origin!: AttributeOrigin;

  @Field({ description: 'Why these data may be held and read; 1 to 2000 characters.' })
  @IsStatement(2000)
  legalBasis!: string;
}

@InputType({
  description: 'A file of sensitive attributes, one person a row. It is erased once it is stored.',
})
export class StoreSensitiveAttributesInput {
  @Field({ description: 'Name of the collection; 1 to 200 characters.' })
  @IsName(200)
  name!: string;

  @Field({ description: 'What the attributes are held for; 1 to 2000 characters.' })
  @IsStatement(2000)
  purpose!: string;

  @Field(() => ID, { description: 'What POST /v1/uploads answered.' })
  uploadId!: string;

  @Field({ description: 'The column that holds the key of the person; no other column of a key is stored.' })
  @Length(1, 200)
  keyColumn!: string;

  @Field(() => [VaultAttributeInput], {
    description: 'The columns to store, 1 to 8. Other columns are not kept.',
  })
  @ArrayNotEmpty()
  @ArrayMaxSize(mostAttributes)
  @ValidateNested({ each: true })
  attributes!: VaultAttributeInput[];

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When to erase the values; until they are deleted where left out.',
  })
  keptUntil?: Date | null;
}

@InputType({ description: 'A person whose attributes are to be erased.' })
export class EraseVaultKeyInput {
  @Field(() => ID, { description: 'Which collection.' })
  collectionId!: string;

  @Field({ description: 'The key of the person, as it stood in the file.' })
  @Length(1, 500)
  key!: string;
}

@ObjectType({ description: 'The attributes are held.', implements: RecordedChange })
export class SensitiveAttributesStored extends RecordedChange {
  @Field(() => VaultCollectionType, { description: 'The collection.' })
  collection!: VaultCollectionType;
}

@ObjectType({
  description: 'The values are erased. What was held, and who had it read, stays on record.',
  implements: RecordedChange,
})
export class SensitiveAttributesDeleted extends RecordedChange {
  @Field(() => VaultCollectionType, { description: 'The collection.' })
  collection!: VaultCollectionType;
}

@ObjectType({ description: 'Nothing is held under this key.', implements: RecordedChange })
export class VaultKeyErased extends RecordedChange {
  @Field(() => VaultCollectionType, { description: 'The collection.' })
  collection!: VaultCollectionType;

  @Field({ description: 'Whether something was.' })
  erased!: boolean;
}

export const StoreSensitiveAttributesResult = resultUnion(
  'StoreSensitiveAttributesResult',
  () => SensitiveAttributesStored,
);
export const DeleteSensitiveAttributesResult = resultUnion(
  'DeleteSensitiveAttributesResult',
  () => SensitiveAttributesDeleted,
);
export const EraseVaultKeyResult = resultUnion('EraseVaultKeyResult', () => VaultKeyErased);
