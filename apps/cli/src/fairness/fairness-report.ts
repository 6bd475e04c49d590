import { formatNumber, formatShare } from '@countersign/domain/report';
import {
  type AssessedDisparity,
  type FairnessVerdict,
  type GroupRateName,
} from '@countersign/statistics/fairness';
import { type Cell, type Report, type ReportTable, type Tone } from '../output/report';
import { type AuditSection, type FairnessAudit } from './fairness-audit';
import { fairnessNotes } from './fairness-notes';
import { type FairnessRequest } from './fairness-request';
import { forestPlot } from './forest-plot';
import { overrideTables } from './override-tables';
import { intervalText, nameOf, pairInterval, right, shareCell, valueCell, words } from './report-cells';

const verdictWords: Record<FairnessVerdict, { text: string; tone: Tone }> = {
  PASS: { text: 'pass', tone: 'good' },
  FAIL: { text: 'FAIL', tone: 'bad' },
  INSUFFICIENT_EVIDENCE: { text: 'insufficient evidence', tone: 'warning' },
};

/** The audit for people. */
export function fairnessReport(audit: FairnessAudit): Report {
  const { request, sections } = audit;
  return {
    title: `Fairness of ${request.prediction} by ${request.sensitive.join(', ')}`,
    lead: leadOf(audit),
    tables: sections.flatMap((section) => [
      groupTable(section, request),
      disparityTable(section, request),
      ...(section.scores ? [scoreTable(section)] : []),
      ...robustnessTables(section),
      ...overrideTables(section),
    ]),
    figures: sections.map(plotOf),
    notes: fairnessNotes(audit),
  };
}

function leadOf({ results, cells, request }: FairnessAudit): string[] {
  const failed = results.sections.flatMap(({ attributes, disparities }) => {
    const names = disparities
      .filter((each) => each.verdict === 'FAIL' && request.criteria.includes(each.metric))
      .map(
        ({ metric, isSignificant }) => `${words(metric)}${isSignificant === false ? ' (may be chance)' : ''}`,
      );
    return names.length === 0 ? [] : [`Beyond the limits by ${attributes.join(' × ')}: ${names.join(', ')}.`];
  });
  const { positive } = cells.meaning;
  const good = request.favourable === 'positive' ? positive : `any other than ${positive}`;
  return [
    `Verdict: ${verdictWords[results.verdict].text}.`,
    ...failed,
    `${formatNumber(cells.rows)} rows; the favourable prediction is ${good}. The verdict rests on ${request.criteria.map(words).join(', ')}.`,
  ];
}

const shownRates: [GroupRateName, string][] = [
  ['favourable_rate', 'favourable'],
  ['base_rate', 'base rate'],
  ['tpr', 'TPR'],
  ['fpr', 'FPR'],
  ['ppv', 'PPV'],
  ['accuracy', 'accuracy'],
];

function groupTable({ results }: AuditSection, request: FairnessRequest): ReportTable {
  const shown = request.label === undefined ? shownRates.slice(0, 1) : shownRates;
  return {
    caption: `Rates by ${results.attributes.join(' × ')} (${formatNumber(results.unknownGroup)} rows of unknown group stay outside)`,
    columns: [
      { name: 'group' },
      right(request.weight === undefined ? 'n' : 'sum of weights'),
      ...shown.flatMap(([, name]) => right(name)),
      right('interval of favourable'),
    ],
    rows: results.groups.map(({ group, metrics }) => {
      const favourable = metrics.favourable_rate;
      return [
        nameOf(group),
        formatNumber(favourable.denominator ?? 0),
        ...shown.map(([name]) => shareCell(metrics[name])),
        intervalText(favourable, formatShare),
      ];
    }),
  };
}

function disparityTable({ results }: AuditSection, request: FairnessRequest): ReportTable {
  const shown = results.disparities.filter(
    ({ metric }) => request.criteria.includes(metric) || !needsOtherColumn(metric, request),
  );
  return {
    caption: `Disparities by ${results.attributes.join(' × ')} (denominator: ${words(results.denominator)})`,
    columns: [
      { name: 'disparity' },
      right('difference'),
      right('interval'),
      right('ratio'),
      right('interval'),
      right('p, adjusted'),
      { name: 'between' },
      { name: 'limit' },
      { name: 'verdict' },
    ],
    rows: shown.map((disparity) => [
      words(disparity.metric),
      valueCell(disparity.difference),
      pairInterval(disparity, 'difference'),
      valueCell(disparity.ratio),
      pairInterval(disparity, 'ratio'),
      disparity.tested === null ? '' : formatNumber(disparity.tested.difference.pAdjusted),
      (disparity.between ?? []).map(nameOf).join(' / '),
      limitText(disparity),
      verdictCell(disparity),
    ]),
  };
}

/** A disparity of a column that was not named is no finding: it stays out of the table. */
function needsOtherColumn(
  metric: AssessedDisparity['metric'],
  { label, score, strata }: FairnessRequest,
): boolean {
  if (metric === 'demographic_parity' || metric === 'impact_ratio') return false;
  if (metric === 'scoring_rate') return score === undefined;
  if (metric === 'conditional_demographic_disparity') return strata === undefined;
  return label === undefined;
}

function limitText({ limit }: AssessedDisparity): string {
  return [
    limit?.maximumDifference === undefined ? '' : `difference ≤ ${limit.maximumDifference}`,
    limit?.minimumRatio === undefined ? '' : `ratio ≥ ${limit.minimumRatio}`,
  ]
    .filter((text) => text !== '')
    .join(', ');
}

function verdictCell({ verdict, reason, isSignificant, isRobust, limit }: AssessedDisparity): Cell {
  if (limit === null) return { text: 'no limit', tone: 'muted' };
  const { text, tone } = verdictWords[verdict];
  const remarks = [
    ...(reason === null ? [] : [words(reason)]),
    ...(isSignificant === false ? ['may be chance'] : []),
    ...(isRobust === false ? ['not robust'] : []),
  ];
  return { text: remarks.length === 0 ? text : `${text} (${remarks.join(', ')})`, tone };
}

/** Only the disparities whose verdict hangs on the denominator. */
function robustnessTables({ results }: AuditSection): ReportTable[] {
  const fragile = results.disparities.filter(({ isRobust }) => isRobust === false);
  if (fragile.length === 0) return [];
  const policies = Object.keys(fragile[0]!.byDenominator!) as (keyof NonNullable<
    AssessedDisparity['byDenominator']
  >)[];
  return [
    {
      caption: `Verdicts by ${results.attributes.join(' × ')} that hang on the denominator`,
      columns: [{ name: 'disparity' }, ...policies.map((policy) => ({ name: words(policy) }))],
      rows: fragile.map(({ metric, byDenominator }) => [
        words(metric),
        ...policies.map((policy) => verdictWords[byDenominator![policy]!.verdict]),
      ]),
    },
  ];
}

function scoreTable({ results, scores }: AuditSection): ReportTable {
  const { aucGap, groups } = scores!;
  const parts = [formatNumber(aucGap.value), intervalText(aucGap)].filter((part) => part !== '');
  const gap = aucGap.value === null ? '' : ` (gap ${parts.join(', ')})`;
  return {
    caption: `Scores by ${results.attributes.join(' × ')}: area under the curve${gap}`,
    columns: [
      { name: 'group' },
      right('n'),
      right('AUC'),
      right('interval'),
      right('ECE'),
      right('mean score − base rate'),
    ],
    rows: groups.map(({ group, n, auc, ece, calibrationInTheLarge }) => [
      nameOf(group),
      formatNumber(n),
      valueCell(auc),
      intervalText(auc),
      valueCell(ece),
      formatNumber(calibrationInTheLarge),
    ]),
  };
}

function plotOf({ results }: AuditSection) {
  return forestPlot(
    `Rate of the favourable prediction by ${results.attributes.join(' × ')}, with Wilson intervals`,
    results.groups.map(({ group, metrics }) => ({ name: nameOf(group), rate: metrics.favourable_rate })),
  );
}
