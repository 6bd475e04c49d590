import { ArrayMaxSize, ArrayUnique, IsOptional, Matches, ValidateNested } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { IsName } from '../../wire/plain-text';
import { type SoftwareEnvironment, type VersionCode } from './version-making';

/** As git names a commit: SHA-1 or SHA-256, in full. */
const commit = /^([0-9a-f]{40}|[0-9a-f]{64})$/i;

/** What stands before the `@` of a web address is a secret, or a name with one; that of an SSH address is a name. */
const withoutCredentials = /^(?!.*https?:\/\/[^/?#]*@)(?!.*:\/\/[^/?#@]*:[^/?#]*@).*$/isu;

@InputType({ description: 'The code that a version was trained by.' })
export class VersionCodeInput {
  @Field({ description: 'Where it is kept, such as an address; without credentials. 1 to 500 characters.' })
  @IsName(500)
  @Matches(withoutCredentials, { message: 'repository must hold no credentials: it is read by everybody.' })
  repository!: string;

  @Field({ description: 'Full digest of the commit: 40 or 64 hex digits.' })
  @Matches(commit, { message: 'commit must be the full digest of a commit: 40 or 64 hex digits.' })
  commit!: string;

  @Field({ defaultValue: false, description: 'Whether there were changes that no commit holds.' })
  isDirty!: boolean;
}

@InputType({ description: 'A package and its version.' })
class PackageInput {
  @Field({ description: '1 to 214 characters.' })
  @IsName(214)
  name!: string;

  @Field({ description: '1 to 200 characters.' })
  @IsName(200)
  version!: string;
}

@InputType({ description: 'What a version was trained in.' })
export class SoftwareEnvironmentInput {
  @Field({ description: 'SHA-256 of the lock file or image, 64 hex digits.' })
  @Matches(/^[0-9a-f]{64}$/i, { message: 'digest must be a SHA-256: 64 hex digits.' })
  digest!: string;

  @Field(() => [PackageInput], {
    nullable: true,
    description: 'Every package once, at most 2000; null where they are not told.',
  })
  @IsOptional()
  @ArrayMaxSize(2000)
  @ArrayUnique(({ name }: PackageInput) => name)
  @ValidateNested()
  packages?: PackageInput[] | null;
}

@ObjectType('VersionCode', {
  description: 'The code that a version was trained by: a claim, not checked here.',
})
export class VersionCodeType {
  @Field({ description: 'Where it is kept.' })
  repository!: string;

  @Field({ description: 'Full digest of the commit, lower-case hex.' })
  commit!: string;

  @Field({ description: 'Whether there were changes that no commit holds.' })
  isDirty!: boolean;

  static of(code: VersionCode): VersionCodeType {
    return Object.assign(new VersionCodeType(), code);
  }
}

@ObjectType('Package', { description: 'A package and its version.' })
class PackageType {
  @Field({ description: 'Unique within the environment.' })
  name!: string;

  @Field({ description: 'As it was told.' })
  version!: string;
}

@ObjectType('SoftwareEnvironment', {
  description: 'What a version was trained in: a claim, not checked here.',
})
export class SoftwareEnvironmentType {
  @Field({ description: 'SHA-256 of the lock file or image, lower-case hex.' })
  digest!: string;

  @Field(() => [PackageType], { nullable: true, description: 'By name; null where they were not told.' })
  packages!: PackageType[] | null;

  static of({ digest, packages }: SoftwareEnvironment): SoftwareEnvironmentType {
    const all = packages?.map((each) => Object.assign(new PackageType(), each)) ?? null;
    return Object.assign(new SoftwareEnvironmentType(), { digest, packages: all });
  }
}
