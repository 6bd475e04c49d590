import { type Role } from '@countersign/domain/access';
import {
  type Binding,
  type Environment,
  type Exclusion,
  type GateRule,
  type RiskTier,
} from '@countersign/domain/approvals';
import { GraphQLJSON } from 'graphql-scalars';
import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../../wire/connection';
import { wireEnum } from '../../../wire/wire-enum';
import { RoleEnum } from '../../access/access.schema';
import { RiskTierEnum, TaskEnum } from '../../models/models.schema';
import { type Task } from '../../models/task';
import { type PolicyRow } from './policy.entity';

export const EnvironmentEnum = wireEnum('Environment', 'A rung on which a model version serves.', {
  staging: 'For trying out.',
  production: 'For real.',
});

export const GateKindEnum = wireEnum('GateKind', 'What evidence a gate looks at.', {
  drift: 'The latest run of a drift monitor.',
  fairness: 'The latest fairness audit.',
  performance: 'A realised metric of the latest run of a performance monitor.',
  tests: 'An attached report of automated tests.',
  signature: "An attached signature over the artefact's digest.",
  card: 'An attached model card.',
  measurement: 'An attached number: a metric, a cost, a latency.',
  data_quality: 'An attached report on the quality of data.',
  reproducibility: 'An attached statement on a rebuild.',
  external: "A service's signed answer.",
});

const exclusions: Record<Exclusion, string> = {
  trainers: 'Whoever registered the version.',
  labellers: 'Whoever brought the data or labels that it rests on.',
  evidence_editors: 'Whoever ran an audit or attached evidence that a gate reads.',
  policy_editors: 'Whoever lately changed a policy of the place.',
};

const ExclusionEnum = wireEnum(
  'Exclusion',
  'Who of those who made what is decided on may not vote on it.',
  exclusions,
);

@ObjectType({ description: 'So many people of this role have to approve.' })
export class PolicySlot {
  @Field(() => RoleEnum, { description: 'The required role.' })
  role!: Role;

  @Field(() => Int, { description: 'How many people of it.' })
  minimum!: number;
}

@ObjectType({ description: 'A check on evidence, as the policy has it.' })
export class PolicyGate {
  @Field(() => String, { description: 'Unique within the policy.' })
  id!: string;

  @Field(() => GateKindEnum, { description: 'What evidence it looks at.' })
  kind!: GateRule['kind'];

  @Field({ description: 'In words.' })
  title!: string;

  @Field(() => GraphQLJSON, { description: 'Its limits, by name.' })
  parameters!: Record<string, unknown>;

  static of({ id, kind, title, ...parameters }: GateRule): PolicyGate {
    return Object.assign(new PolicyGate(), { id, kind, title, parameters });
  }
}

@ObjectType({ description: 'Which models a policy is for: those that meet every list that is given.' })
export class PolicyBinding {
  @Field(() => [TaskEnum], { nullable: true, description: 'Models of one of these tasks.' })
  tasks!: readonly Task[] | null;

  @Field(() => [RiskTierEnum], { nullable: true, description: 'Models of one of these tiers.' })
  riskTiers!: readonly RiskTier[] | null;

  @Field(() => [String], { nullable: true, description: 'Models of one of these use cases.' })
  useCases!: readonly string[] | null;

  @Field(() => [String], { nullable: true, description: 'Models with one of these tags.' })
  tags!: readonly string[] | null;

  static of({ tasks, riskTiers, useCases, tags }: Binding): PolicyBinding {
    return Object.assign(new PolicyBinding(), { tasks, riskTiers, useCases, tags });
  }
}

@ObjectType({ description: 'A rule of a joined policy, and who asks for it.' })
export class PolicyOrigin {
  @Field({ description: 'Such as slots/risk_officer, gates/drift-quiet or approvalTtlDays.' })
  rule!: string;

  @Field(() => [String], { description: 'The policies, as name@version.' })
  policies!: readonly string[];
}

@ObjectType('Policy', {
  description: 'Who has to agree and what has to be shown before a version gets an alias in an environment.',
})
export class PolicyType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field({ description: 'Unique together with the version.' })
  name!: string;

  @Field(() => Int, { description: '1, 2, 3 …; a published version never changes.' })
  version!: number;

  @Field({ description: 'SHA-256 over the canonical JSON (RFC 8785) of the policy, lower-case hex.' })
  digest!: string;

  @Field(() => EnvironmentEnum, { description: 'Where it applies.' })
  environment!: Environment;

  @Field({ description: 'Which alias it protects there; * for every one.' })
  alias!: string;

  @Field(() => PolicyBinding, { nullable: true, description: 'For which models; null for all.' })
  bind!: PolicyBinding | null;

  @Field(() => Int, {
    nullable: true,
    description: 'So many different people approve, whatever seats there are.',
  })
  distinctPeople!: number | null;

  @Field(() => Int, { nullable: true, description: 'For how many days policy_editors are excluded.' })
  policyEditorDays!: number | null;

  @Field(() => GraphQLJSON, { description: 'The document itself: what the digest is of.' })
  document!: unknown;

  row!: PolicyRow;

  @Field(() => GraphQLISODateTime, {
    description: 'When it was published; of what several came to, when it was first asked for.',
  })
  publishedAt!: Date;

  @Field(() => [PolicySlot], { description: 'Who has to approve.' })
  slots!: PolicySlot[];

  @Field(() => [ExclusionEnum], {
    description: 'Who may not vote, besides the requester and whoever answers for a requesting service.',
  })
  exclude!: readonly Exclusion[];

  @Field(() => [PolicyGate], { description: 'What has to be shown.' })
  gates!: PolicyGate[];

  @Field(() => Int, { description: 'Days from an approval to its lapse.' })
  approvalTtlDays!: number;

  @Field(() => Int, { description: 'Days after which evidence is stale.' })
  evidenceMaxAgeDays!: number;

  static of(row: PolicyRow): PolicyType {
    const { id, name, version, digest, environment, alias, publishedAt, body } = row;
    const { slots, exclude = [], gates, approvalTtlDays, evidenceMaxAgeDays } = body;
    const { bind, distinctPeople, policyEditorDays } = body;
    return Object.assign(new PolicyType(), {
      ...{ row, document: body, distinctPeople, policyEditorDays, bind: bind && PolicyBinding.of(bind) },
      publishedAt,
      ...{ id, name, version, digest, environment, alias, exclude, approvalTtlDays, evidenceMaxAgeDays },
      slots: slots.map((slot) => Object.assign(new PolicySlot(), slot)),
      gates: gates.map((gate) => PolicyGate.of(gate)),
    });
  }
}

export const PolicyConnection = connectionType('Policy', () => PolicyType);
