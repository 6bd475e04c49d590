import { type Estimate, type Interval } from '@countersign/statistics/inference';
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

  /** @param joint the interval that allows for the value having been picked among several; shown where it has none of its own */
  static of(estimate: Estimate, joint?: Interval | null): EstimateType {
    const { value, n, numerator, denominator, method, status } = estimate;
    const interval = status === 'ok' ? (estimate.interval ?? joint ?? undefined) : undefined;
    return Object.assign(new EstimateType(), {
      ...{ value, n, numerator, denominator, status },
      method: interval ? `${method}; interval: ${interval.method}` : method,
      lower: interval?.lower,
      upper: interval?.upper,
      confidenceLevel: interval?.confidenceLevel,
      reason: status === 'ok' ? null : estimate.reason,
    });
  }
}
