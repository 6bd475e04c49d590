import { defaultMinimumGroupSize } from '@countersign/domain/fairness';
import { formatNumber } from '@countersign/domain/report';
import { predictedRows } from '@countersign/statistics/fairness';
import { type FairnessAudit } from './fairness-audit';

/** Conditions and limits of an audit, and what would make it say more. */
export function fairnessNotes(audit: FairnessAudit): string[] {
  const { request, cells } = audit;
  return [
    ...lawNotes(audit),
    ...groupNotes(audit),
    ...(request.label === undefined
      ? [
          'Without --label only selection rates, demographic parity, the impact ratio and, with --score, the scoring rate can be said.',
        ]
      : []),
    ...(request.score === undefined
      ? []
      : [
          `The median of all scores is ${formatNumber(cells.scored?.median ?? null)}; the scoring rate counts those strictly above it.`,
        ]),
    ...(cells.unweighted > 0
      ? [`${formatNumber(cells.unweighted)} rows have no weight above 0 and were left out.`]
      : []),
    ...(cells.unknownStratum > 0
      ? [
          `${formatNumber(cells.unknownStratum)} rows have no stratum and take no part in the disparity by strata.`,
        ]
      : []),
    ...(request.decision === undefined
      ? []
      : [
          'Rates about decisions are of the rows that have one, which may differ from the rest. Their p-values are adjusted apart from the others; no verdict rests on them. Whether overruling the model helped or harmed is not measured.',
        ]),
    ...(request.weight === undefined
      ? []
      : [
          'Rows are weighted: intervals and tests rest on the effective number of rows (Kish), and there is no bootstrap.',
        ]),
    `Intervals are at ${formatNumber(100 * (1 - request.alpha))} %; p-values are adjusted over all tests of the audit (${request.correction}). Two groups picked among several as farthest apart have no interval of their own; one marked “together” holds whichever two had been picked, all of them at once as often as it says.`,
    'Limits are conventions, not law: the four-fifths ratio of 29 CFR 1607.4 D and a distance of 0.2 otherwise. Set your own with --limit METRIC=VALUE.',
    ...adviceNotes(audit),
  ];
}

function groupNotes({ sections, request }: FairnessAudit): string[] {
  const small = sections.flatMap(({ counts }) =>
    counts.groups
      .filter((group) => predictedRows(group.counts) < defaultMinimumGroupSize)
      .map(({ group }) => group.join(' × ')),
  );
  if (small.length === 0 || request.minimumGroupSize >= defaultMinimumGroupSize) return [];
  const named = small.slice(0, 5).join(', ');
  const more = small.length > 5 ? ` and ${small.length - 5} more` : '';
  return [
    `Groups of fewer than ${defaultMinimumGroupSize} rows take part (${named}${more}): they can fail an audit, and none with them passes. --min-group ${defaultMinimumGroupSize} leaves them out.`,
  ];
}

const mostAdvice = 5;

/** The smallest groups that more rows would help. */
function adviceNotes({ results }: FairnessAudit): string[] {
  const helped = results.sections
    .flatMap(({ advice }) => advice?.groups ?? [])
    .filter(({ moreRows }) => moreRows !== null && moreRows > 0)
    .sort((a, b) => a.n - b.n);
  return helped.slice(0, mostAdvice).map(({ statement }) => statement);
}

/** What the law pack says, what wants attention first. */
function lawNotes({ results }: FairnessAudit): string[] {
  const weights = ['attention', 'information'] as const;
  const [law] = results.law;
  if (law === undefined) return [];
  return weights.flatMap((weight) =>
    law.findings
      .filter((finding) => finding.weight === weight)
      .map(({ statement }) => `Law pack ${law.pack.id}, ${weight}: ${statement}`),
  );
}
