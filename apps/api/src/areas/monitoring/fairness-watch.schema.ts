import { type FairnessWatch, type WatchedRate } from '@countersign/domain/monitoring';
import { type FavourableOutcome } from '@countersign/statistics/fairness';
import { ArrayMaxSize, IsOptional, Length } from 'class-validator';
import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { wireEnum } from '../../wire/wire-enum';
import { FavourableOutcomeEnum } from '../fairness/fairness-enums';
import { type RequestedWatch } from './plan-watch';

const WatchedRateEnum = wireEnum<WatchedRate>('WatchedRate', 'A rate of a group.', {
  selection_rate: 'Predicted positive, of all predicted; needs no labels.',
  favourable_rate: 'Predicted as is good for the person, of all predicted; needs no labels.',
  tpr: 'Predicted positive, of those labelled positive.',
  fpr: 'Predicted positive, of those labelled negative.',
  fnr: 'Predicted negative, of those labelled positive.',
  tnr: 'Predicted negative, of those labelled negative.',
  ppv: 'Labelled positive, of those predicted positive.',
  fdr: 'Labelled negative, of those predicted positive.',
  for: 'Labelled positive, of those predicted negative.',
  npv: 'Labelled negative, of those predicted negative.',
  accuracy: 'Predicted as labelled, of all labelled.',
});

@ObjectType('FairnessWatch', { description: 'Whose rates a fairness monitor holds against each other.' })
export class FairnessWatchType {
  @Field({ description: 'The key of the groups of the predictions.' })
  attribute!: string;

  @Field(() => WatchedRateEnum, { description: 'What is compared.' })
  rate!: WatchedRate;

  @Field({ description: 'The value that means positive; numbers are compared as numbers.' })
  positiveValue!: string;

  @Field(() => FavourableOutcomeEnum, { description: 'Which prediction is the good one for the person.' })
  favourable!: FavourableOutcome;

  @Field({ description: 'The group that the others are held against.' })
  reference!: string;

  @Field(() => [String], { nullable: true, description: 'The others; null: all that turn up.' })
  groups!: readonly string[] | null;

  @Field(() => Float, { description: 'The chance of ever raising a false alarm, over all groups and days.' })
  alpha!: number;

  @Field(() => Int, { description: 'Days after the end of a day before it is taken.' })
  maturityDays!: number;

  static of(watch: FairnessWatch): FairnessWatchType {
    return Object.assign(new FairnessWatchType(), watch);
  }
}

@InputType({ description: 'Whose rates a fairness monitor holds against each other.' })
export class FairnessWatchInput implements RequestedWatch {
  @Field({ description: 'A key of the groups of the predictions.' })
  @Length(1, 200)
  attribute!: string;

  @Field(() => WatchedRateEnum, { defaultValue: 'selection_rate', description: 'What to compare.' })
  rate!: WatchedRate;

  @Field({ defaultValue: '1', description: 'The value that means positive, in predictions and labels.' })
  @Length(1, 200)
  positiveValue!: string;

  @Field(() => FavourableOutcomeEnum, { description: 'Which prediction is the good one for the person.' })
  favourable!: FavourableOutcome;

  @Field({ description: 'The group that the others are held against.' })
  @Length(1, 200)
  reference!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'The other groups, up to 100; when left out, all that turn up.',
  })
  @IsOptional()
  @ArrayMaxSize(100)
  @Length(1, 200, { each: true })
  groups?: string[] | null;

  @Field(() => Float, {
    defaultValue: 0.05,
    description: 'The chance of ever raising a false alarm; above 0, at most 0.5.',
  })
  alpha!: number;

  @Field(() => Int, {
    defaultValue: 0,
    description:
      'Days after the end of a day before it is taken, for rows and labels to arrive; 1 at least for a rate that needs labels.',
  })
  maturityDays!: number;
}
