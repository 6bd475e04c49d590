import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { orRecorded } from '../../wire/recorded-change';
import { ClassifyModelInput, ClassifyModelResult, ModelClassified } from './classification.schema';
import { ModelType } from './models.schema';

@Resolver()
export class ClassificationResolver {
  @Permit('model.classify')
  @Mutation(() => ClassifyModelResult, {
    description: 'Says how much harm a model can do, and what for: policies are bound to it.',
  })
  classifyModel(@Arg('input', () => ClassifyModelInput) input: ClassifyModelInput, @Ctx() context: Context) {
    const { useCase = null, ...request } = input;
    const outcome = context.services.classification.classify(caller(context), { ...request, useCase });
    return orRecorded(outcome, (model) =>
      Object.assign(new ModelClassified(), { model: ModelType.of(model) }),
    );
  }
}
