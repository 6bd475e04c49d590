import { type GroupResult } from '@countersign/domain/fairness';
import {
  type AssessedDisparity,
  type BootstrapIntervals,
  type GroupCounts,
  type TestedComparison,
} from '@countersign/statistics/fairness';
import { type Estimate } from '@countersign/statistics/inference';
import { estimateJson } from '../output/estimate-json';
import { ends, testJson } from './comparison-json';
import { type AuditSection, type FairnessAudit } from './fairness-audit';
import { type FairnessRequest } from './fairness-request';
import { overridesJson } from './overrides-json';

/** The document `countersign.fairness/1`. Nothing in it depends on the clock or on the order of the rows. */
export function fairnessJson({
  request,
  cells,
  results: { verdict, law },
  sections,
}: FairnessAudit): Record<string, unknown> {
  const { label, prediction, decision, favourable, score, strata, weight, alpha, correction } = request;
  return {
    schema: 'countersign.fairness/1',
    verdict,
    rows: cells.rows,
    label: label ?? null,
    prediction,
    ...(decision !== undefined && { decision }),
    positive: cells.meaning.positive,
    favourable,
    score: score ?? null,
    ...(cells.scored && { median: cells.scored.median }),
    strata: strata ?? null,
    ...(strata !== undefined && { unknownStratum: cells.unknownStratum }),
    weight: weight ?? null,
    ...(weight !== undefined && { unweighted: cells.unweighted }),
    parameters: parametersOf(request),
    alpha,
    correction,
    criteria: request.criteria,
    attributes: sections.map((section) => sectionJson(section)),
    ...(law.length > 0 && { law: law[0] }),
  };
}

function parametersOf({
  minimumGroupSize,
  minimumForPass,
  minimumShare,
  minimums,
  ...rest
}: FairnessRequest) {
  const { limits, replicates, seed, denominator } = rest;
  return {
    ...{ minimumGroupSize, minimumForPass, minimumShare, minimums },
    denominator: denominator ?? null,
    ...{ limits, bootstrap: { replicates, seed } },
  };
}

function sectionJson(section: AuditSection): Record<string, unknown> {
  const { counts, results, bootstrap, scores, sweep } = section;
  const { differential } = results;
  return {
    attribute: results.attributes,
    unknown: results.unknownGroup,
    unpredicted: results.unpredicted,
    denominator: results.denominator,
    reference: results.reference,
    groups: results.groups.map((group, at) => groupJson(group, counts.groups[at]!)),
    disparities: results.disparities.map((disparity) =>
      disparityJson(disparity, bootstrap.get(disparity.metric)),
    ),
    differentialFairness: {
      epsilon: estimateJson(differential.epsilon),
      between: differential.between,
      labels: estimateJson(differential.labelEpsilon),
      amplification: estimateJson(differential.amplification),
    },
    missingDemographics: results.bounds,
    sampleSize: results.advice,
    reweighing: results.reweighing,
    ...(results.overrides && { overrides: overridesJson(results.overrides) }),
    ...(scores && {
      scores: {
        groups: scores.groups.map(({ group, n, auc, ece, calibrationInTheLarge }) => ({
          ...{ group, n, calibrationInTheLarge },
          auc: estimateJson(auc),
          ece: estimateJson(ece),
        })),
        aucGap: { ...estimateJson(scores.aucGap), between: scores.between },
      },
    }),
    ...(sweep && {
      thresholds: {
        ...{ thresholds: sweep.thresholds, impactRatio: sweep.impactRatio },
        groups: sweep.groups.map((group) => ({ ...group, selected: [...group.selected] })),
      },
    }),
  };
}

function groupJson(
  { group, n, share, counts, scoring, metrics }: GroupResult,
  { squares }: GroupCounts,
): Record<string, unknown> {
  const { tp, fp, fn, tn, unlabelledPositive, unlabelledNegative } = counts;
  return {
    ...{ group, n, share },
    ...(squares && { effectiveN: metrics.selection_rate.n }),
    counts: {
      ...{ tp, fp, fn, tn },
      unlabelled: unlabelledPositive + unlabelledNegative,
      ...{ unlabelledPositive, unlabelledNegative },
    },
    ...(scoring && { scoring }),
    metrics: Object.fromEntries(Object.entries(metrics).map(([name, rate]) => [name, estimateJson(rate)])),
  };
}

function disparityJson(
  disparity: AssessedDisparity,
  bootstrap: BootstrapIntervals | undefined,
): Record<string, unknown> {
  const { metric, difference, ratio, simultaneous, tested, mean, index, conditional } = disparity;
  return {
    metric,
    difference: {
      ...estimateJson(difference),
      ...testJson(tested?.difference),
      simultaneous: ends(simultaneous?.difference),
      bootstrap: ends(bootstrap?.difference),
    },
    ratio: {
      ...estimateJson(ratio),
      ...testJson(tested?.ratio),
      simultaneous: ends(simultaneous?.ratio),
      bootstrap: ends(bootstrap?.ratio),
    },
    direction: disparity.direction,
    audited: tested?.difference.audited ?? null,
    reference: tested?.difference.reference ?? null,
    between: disparity.between ?? [],
    ratioBetween: disparity.ratioBetween ?? [],
    limit: disparity.limit,
    verdict: disparity.verdict,
    reason: disparity.reason,
    significant: disparity.isSignificant,
    robust: disparity.isRobust,
    byDenominator: byDenominatorJson(disparity),
    smallest: disparity.smallest,
    comparisons: disparity.comparisons.map(comparisonJson),
    excluded: disparity.excluded,
    ...(mean && { mean: { difference: estimateJson(mean.difference), ratio: estimateJson(mean.ratio) } }),
    ...(index && {
      value: index.total.value,
      withinGroups: index.withinGroups.value,
      betweenGroups: index.betweenGroups.value,
    }),
    ...(conditional && {
      conditional: conditional.map(({ group, disparity: value, test, oddsRatio, strata }) => ({
        group,
        disparity: estimateJson(value),
        test,
        oddsRatio: estimateJson(oddsRatio),
        strata,
      })),
    }),
  };
}

function byDenominatorJson({ byDenominator }: AssessedDisparity) {
  if (byDenominator === null) return null;
  return Object.fromEntries(
    Object.entries(byDenominator).map(([policy, { difference, ratio, between, verdict }]) => [
      policy,
      { ...{ difference: difference.value, ratio: ratio.value }, between: between ?? [], verdict },
    ]),
  );
}

function comparisonJson(comparison: TestedComparison): Record<string, unknown> {
  const { measure, audited, reference, difference, ratio, z, cohenH } = comparison;
  return {
    ...{ measure, audited, reference },
    difference: shortEstimate(difference),
    ratio: shortEstimate(ratio),
    ...testJson(comparison),
    beyondTwoStandardDeviations: z === null ? null : Math.abs(z) > 2,
    cohenH,
  };
}

function shortEstimate(estimate: Estimate) {
  const { value, ci, ciMethod, status, reason } = estimateJson(estimate);
  return { value, ci, ciMethod, status, reason };
}
