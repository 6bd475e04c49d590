import { type Command, type CommandResult } from '../command';
import { openInput } from '../input/open-input';
import { listHelp } from '../input/option';
import { auditFairness, type FairnessAudit } from './fairness-audit';
import { fairnessJson } from './fairness-json';
import { fairnessReport } from './fairness-report';
import { fairnessRequest } from './fairness-request';

export const fairness: Command = {
  usage: [
    'countersign fairness --data F --prediction C --sensitive A,B [--label C] [--score C] [--positive V]',
    '  [--favourable positive|negative]   which prediction is the good one for the person (positive)',
    '  [--intersections]                  also pairs and all of the sensitive columns crossed',
    '  [--denominator max_all|max_eligible|fixed|majority|min|overall] [--reference A=V]…',
    '  [--min-group N] [--min-share S] [--min-positives N] [--min-negatives N] [--min-predicted-positives N]',
    '  [--decision C]                     what people decided; counts how often they overruled the model',
    '  [--strata C] [--weight C] [--alpha 0.05] [--correction holm|bh|none]',
    '  [--limit METRIC=0.1|METRIC=ratio:0.8|METRIC=none]… [--bootstrap 1000] [--seed 1]',
    '  [--law nyc-ll144|eeoc-four-fifths] [--fail-on fail|insufficient] [--json] [--html OUT]',
    '',
    listHelp,
  ].join('\n'),
  options: {
    data: { type: 'string' },
    label: { type: 'string' },
    prediction: { type: 'string' },
    sensitive: { type: 'string', multiple: true },
    score: { type: 'string' },
    decision: { type: 'string' },
    positive: { type: 'string' },
    favourable: { type: 'string' },
    intersections: { type: 'boolean' },
    denominator: { type: 'string' },
    reference: { type: 'string', multiple: true },
    'min-group': { type: 'string' },
    'min-share': { type: 'string' },
    'min-positives': { type: 'string' },
    'min-negatives': { type: 'string' },
    'min-predicted-positives': { type: 'string' },
    strata: { type: 'string' },
    weight: { type: 'string' },
    alpha: { type: 'string' },
    correction: { type: 'string' },
    limit: { type: 'string', multiple: true },
    bootstrap: { type: 'string' },
    seed: { type: 'string' },
    law: { type: 'string' },
    'fail-on': { type: 'string' },
  },
  run: async ({ values, progress }): Promise<CommandResult> => {
    const request = fairnessRequest(values);
    progress('Counting …');
    const table = await openInput(request.data);
    try {
      const audit = await auditFairness(table, request);
      const failed = failureOf(audit);
      return {
        json: fairnessJson(audit),
        report: fairnessReport(audit),
        ...(failed !== undefined && { failed }),
      };
    } finally {
      await table.close();
    }
  },
};

/** Which --fail-on condition is met. */
function failureOf({ request, results: { verdict } }: FairnessAudit): string | undefined {
  if (request.failOn === undefined) return undefined;
  if (verdict === 'FAIL') return 'The audit fails: a disparity is beyond its limit.';
  const isInsufficient = verdict === 'INSUFFICIENT_EVIDENCE' && request.failOn === 'insufficient';
  return isInsufficient
    ? 'The evidence is insufficient: nothing fails, and something could not be judged.'
    : undefined;
}
