import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import { FairnessAuditType } from './fairness.schema';
import {
  EndFairnessWaiverInput,
  EndFairnessWaiverResult,
  FairnessCriterionWaived,
  FairnessWaiverEnded,
  FairnessWaiverType,
  WaiveFairnessCriterionInput,
  WaiveFairnessCriterionResult,
} from './waiver.schema';

@Resolver(() => FairnessAuditType)
export class FairnessWaiversResolver {
  @Permit('fairness.waive')
  @Mutation(() => WaiveFairnessCriterionResult, {
    description:
      'Answers for a criterion that an audit run by somebody else did not find met. The verdict stays as it is, and so does every gate: a waiver says who accepts a gap, why and until when.',
  })
  waiveFairnessCriterion(
    @Arg('input', () => WaiveFairnessCriterionInput) input: WaiveFairnessCriterionInput,
    @Ctx() context: Context,
  ): Promise<FairnessCriterionWaived | RefusalType> {
    const { database, fairnessWaivers } = context.services;
    return orRecorded(fairnessWaivers.waive(caller(context), input), (row) =>
      Object.assign(new FairnessCriterionWaived(), { waiver: FairnessWaiverType.of(row, database.now()) }),
    );
  }

  @Permit('fairness.waive')
  @Mutation(() => EndFairnessWaiverResult, { description: 'Ends a waiver before its term.' })
  endFairnessWaiver(
    @Arg('input', () => EndFairnessWaiverInput) input: EndFairnessWaiverInput,
    @Ctx() context: Context,
  ): Promise<FairnessWaiverEnded | RefusalType> {
    const { database, fairnessWaivers } = context.services;
    return orRecorded(fairnessWaivers.end(caller(context), input), (row) =>
      Object.assign(new FairnessWaiverEnded(), { waiver: FairnessWaiverType.of(row, database.now()) }),
    );
  }

  @FieldResolver(() => [FairnessWaiverType], {
    description: 'Who answers for what it did not find met, first one first; expired and ended ones too.',
  })
  async waivers(@Root() { id }: FairnessAuditType, @Ctx() context: Context): Promise<FairnessWaiverType[]> {
    const { database, fairnessWaivers } = context.services;
    const rows = await fairnessWaivers.list(caller(context), id);
    return rows.map((row) => FairnessWaiverType.of(row, database.now()));
  }
}
