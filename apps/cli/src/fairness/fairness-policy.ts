import { defaultPolicy, type FairnessPolicy } from '@countersign/domain/fairness';
import { lawPacks } from '@countersign/statistics/law-packs';
import { type FairnessRequest } from './fairness-request';

/** The policy that the options come to; a command line gives no reasons. */
export function fairnessPolicy(request: FairnessRequest): FairnessPolicy {
  const { sensitive, favourable, references, minimumGroupSize, minimumForPass, minimums, law } = request;
  const policy = defaultPolicy(sensitive, { prediction: favourable, meaning: '' });
  return {
    ...policy,
    attributes: policy.attributes.map((attribute) => ({
      ...attribute,
      reference: references.get(attribute.name) ?? null,
    })),
    limits: request.limits,
    criteria: request.criteria,
    minimums: {
      ...{ groupSize: minimumGroupSize, share: request.minimumShare, forPass: minimumForPass },
      positives: minimums.positives ?? minimumGroupSize,
      negatives: minimums.negatives ?? minimumGroupSize,
      predictedPositives: minimums.predictedPositives ?? minimumGroupSize,
    },
    denominator: request.denominator ?? null,
    alpha: request.alpha,
    correction: request.correction,
    lawPacks:
      law === undefined
        ? []
        : // A least share is what these rules let small groups be left out by.
          [{ id: law, version: lawPacks[law].version, leaveOutSmall: request.minimumShare > 0, day: null }],
  };
}
