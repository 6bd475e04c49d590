import { Field, Int, ObjectType } from 'type-graphql';
import { WindowType } from '../../wire/window';
import { type FairnessAudit } from './fairness-audit.entity';

@ObjectType('ProductionPopulation', {
  description: 'Predictions made in production, with the labels that had arrived when the audit ran.',
})
export class ProductionPopulationType {
  @Field(() => WindowType, { description: 'When they were made; whole UTC days.' })
  window!: WindowType;

  @Field(() => Int, { description: 'Days that every label had to arrive, at least.' })
  maturedDays!: number;

  static of({ windowStart, windowEnd, maturedDays }: FairnessAudit): ProductionPopulationType | null {
    if (windowStart === null || windowEnd === null || maturedDays === null) return null;
    const window = Object.assign(new WindowType(), { start: windowStart, end: windowEnd });
    return Object.assign(new ProductionPopulationType(), { window, maturedDays });
  }
}
