import { type Actor } from '@countersign/domain/access';
import {
  type AuditResults,
  isEveryGroupShown,
  type ShownSection,
  type SuppressedResults,
} from '@countersign/domain/fairness';
import { type DisparityName, type FavourableOutcome, predictedRows } from '@countersign/statistics/fairness';
import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../wire/connection';
import { RecordedChange } from '../../wire/recorded-change';
import { resultUnion } from '../../wire/refusal';
import { ActorType } from '../access/access.schema';
import { AttributeAuditType } from './attribute-audit.schema';
import { attributeAuditOf } from './attribute-audit-wire';
import { auditRecord } from './audit-record';
import { suppressedFor } from './audit-view';
import { type FairnessAudit } from './fairness-audit.entity';
import { FairnessCriterionNameEnum, FairnessVerdictEnum, FavourableOutcomeEnum } from './fairness-enums';
import { resultsOf, type StoredFairnessVerdict } from './fairness-report';
import { ProductionPopulationType } from './production-population.schema';
import { shownAttributeAuditOf } from './shown-attribute-audit-wire';

@ObjectType('FairnessCriterion', {
  description: 'maximumDifference judges the difference; minimumRatio judges the ratio (both inclusive).',
})
export class FairnessCriterionType {
  @Field(() => FairnessCriterionNameEnum, { description: 'What is compared.' })
  name!: DisparityName;

  @Field(() => Float, { nullable: true, description: 'Largest difference that passes.' })
  maximumDifference?: number | null;

  @Field(() => Float, { nullable: true, description: 'Smallest ratio that passes.' })
  minimumRatio?: number | null;
}

@ObjectType('FairnessAudit', { description: 'Group outcomes of one population, judged by stated criteria.' })
export class FairnessAuditType {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  modelVersionId!: string;

  datasetVersionId!: string | null;

  @Field(() => ProductionPopulationType, {
    nullable: true,
    description: 'The predictions it counts; null where it counts a file.',
  })
  production!: ProductionPopulationType | null;

  @Field({ description: 'Why this outcome is the favourable one and these limits are right.' })
  rationale!: string;

  @Field(() => FavourableOutcomeEnum, { description: 'The good prediction for the person.' })
  favourable!: FavourableOutcome;

  @Field(() => String, { nullable: true, description: 'What the good prediction means for the person.' })
  favourableMeaning!: string | null;

  @Field(() => Int, { description: 'Rows with a prediction.' })
  n!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Rows with a prediction and without label; null where it would tell of few people.',
  })
  unlabelled!: number | null;

  @Field(() => Int, { description: 'Rows without prediction; they take no part.' })
  unpredicted!: number;

  @Field(() => [FairnessCriterionType], { description: 'What was judged, with the limits.' })
  criteria!: FairnessCriterionType[];

  @Field(() => Int, { description: 'Predicted rows below which a group is outside every verdict.' })
  minimumGroupSize!: number;

  @Field(() => [AttributeAuditType], { description: 'Each attribute, then all of them crossed if asked.' })
  attributes!: AttributeAuditType[];

  @Field(() => FairnessVerdictEnum, {
    description: 'FAIL if anything fails, PASS only if everything passes.',
  })
  verdict!: StoredFairnessVerdict;

  @Field({ description: 'The report as evidence: see the query evidence.' })
  evidenceDigest!: string;

  @Field({
    description:
      'True where the audit holds numbers of so few people that this viewer may not see them (fairness.small_cells): they are hidden, and others from which they could be computed.',
  })
  isSuppressed!: boolean;

  /** Whether its evidence is of the schema that everything can be derived from. */
  isRecomputable!: boolean;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  ranAt!: Date;

  @Field(() => ActorType, { description: 'By whom.' })
  ranBy!: ActorType;

  static of(row: FairnessAudit, viewer: Actor): FairnessAuditType {
    const { id, modelVersionId, datasetVersionId, rationale, verdict, evidenceDigest, ranAt } = row;
    const { favourable, criteria, limits, minimums } = auditRecord(row.report).policy;
    return Object.assign(new FairnessAuditType(), {
      ...{ id, modelVersionId, datasetVersionId, rationale, verdict, evidenceDigest, ranAt },
      ...{ production: ProductionPopulationType.of(row) },
      ...resultsFor(viewer, row),
      isRecomputable: 'policy' in row.report,
      ...{ favourable: favourable.prediction, favourableMeaning: favourable.meaning || null },
      criteria: criteria.map((name) => Object.assign(new FairnessCriterionType(), { name, ...limits[name] })),
      minimumGroupSize: minimums.groupSize,
      ranBy: ActorType.of(row.ranBy),
    });
  }
}

const isWithheld = ({ attributes, withheld }: ShownSection) => attributes.length === 1 && withheld !== 'none';

/** What the viewer may see of the results. */
function resultsFor(viewer: Actor, { report }: FairnessAudit) {
  const record = auditRecord(report);
  const { criteria } = record.policy;
  const { sections } = resultsOf(record);
  const shown = suppressedFor(viewer, report);
  const { unlabelled, ...rows } = rowsOf(sections);
  return {
    ...rows,
    // Of every attribute alone the sums of outcomes are known, unless they are withheld.
    unlabelled: shown?.sections.some(isWithheld) ? null : unlabelled,
    isSuppressed: shown !== null,
    attributes: shown ? shownAttributes(shown, sections, criteria) : attributesOf(sections, criteria),
  };
}

const attributesOf = (sections: AuditResults['sections'], criteria: readonly DisparityName[]) =>
  sections.map((section) => attributeAuditOf(section, criteria));

/** Where every group is shown, so is what rests on groups alone: what people decided does not. */
function shownAttributes(
  shown: SuppressedResults,
  sections: AuditResults['sections'],
  criteria: readonly DisparityName[],
): AttributeAuditType[] {
  return isEveryGroupShown(shown)
    ? attributesOf(sections, criteria).map((attribute) => Object.assign(attribute, { overrides: null }))
    : shown.sections.map((section) => shownAttributeAuditOf(section, criteria));
}

/** Every section counts all rows. */
function rowsOf([section]: AuditResults['sections']) {
  if (!section) return { n: 0, unlabelled: 0, unpredicted: 0 };
  const unknown = section.unknownPeople;
  const n = section.groups.reduce((sum, group) => sum + group.n, predictedRows(unknown));
  const unlabelled = section.unlabelled + unknown.unlabelledPositive + unknown.unlabelledNegative;
  return { n, unlabelled, unpredicted: section.rows - n };
}

export const FairnessAuditConnection = connectionType('FairnessAudit', () => FairnessAuditType);

@ObjectType({ description: 'The audit was run; its verdict is in it.', implements: RecordedChange })
export class FairnessAuditCompleted extends RecordedChange {
  @Field(() => FairnessAuditType, { description: 'The audit.' })
  audit!: FairnessAuditType;
}

export const RunFairnessAuditResult = resultUnion('RunFairnessAuditResult', () => FairnessAuditCompleted);
