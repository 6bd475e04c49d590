import { type Estimate } from '@countersign/statistics/inference';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { wireEnum } from './wire-enum';

const EstimateStatus = wireEnum('EstimateStatus', 'Whether a number could be computed.', {
  ok: 'value is a number.',
  not_computable: 'value is null and reason says why.',
});

@ObjectType('Estimate', {
  description:
    'A number with its n, uncertainty and method. value is null exactly when status is NOT_COMPUTABLE.',
})
export class EstimateType {
  @Field(() => Float, { nullable: true, description: 'The number, in the unit its method states.' })
  value!: number | null;

  @Field(() => Int, { description: 'Rows it rests on.' })
  n!: number;

  @Field(() => Float, { nullable: true, description: 'Of a rate: the count above.' })
  numerator?: number | null;

  @Field(() => Float, { nullable: true, description: 'Of a rate: the count below.' })
  denominator?: number | null;

  @Field(() => Float, { nullable: true, description: "Lower end of the value's interval." })
  lower?: number | null;

  @Field(() => Float, { nullable: true, description: "Upper end of the value's interval." })
  upper?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of intervals that cover the truth, such as 0.95.',
  })
  confidenceLevel?: number | null;

  @Field({ description: 'How the value and the interval were computed.' })
  method!: string;

  @Field(() => EstimateStatus, { description: 'Whether there is a value.' })
  status!: 'ok' | 'not_computable';

  @Field(() => String, { nullable: true, description: 'Why there is no value.' })
  reason?: string | null;

  static of(estimate: Estimate): EstimateType {
    const { value, n, numerator, denominator, method, status } = estimate;
    const known = status === 'ok' ? estimate : undefined;
    return Object.assign(new EstimateType(), {
      ...{ value, n, numerator, denominator, status },
      method: known?.interval ? `${method}; interval: ${known.interval.method}` : method,
      lower: known?.interval?.lower,
      upper: known?.interval?.upper,
      confidenceLevel: known?.interval?.confidenceLevel,
      reason: status === 'ok' ? null : estimate.reason,
    });
  }
}
