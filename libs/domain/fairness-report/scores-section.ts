import { type AuditEvidence, type FairnessPolicy, type SectionResults } from '../fairness';
import { formatNumber, type ReportPart, type ReportSection } from '../report';
import { calibrationFigure } from './calibration-figure';
import { calibrationTable } from './calibration-table';
import { decimal, intervalMethods, intervalText, valueText } from './estimate-text';
import { groupMixParts } from './group-mix';
import { isLong, leftOut } from './long-section';
import { markedName, markText } from './marked-name';
import { column, numeric, text } from './parts';
import { reasonText } from './reason-text';
import { type ReportSubject } from './report-subject';
import { groupName, isSame, listed, sectionName } from './section-name';
import { sweepFigure } from './sweep-figure';
import { sweepTables } from './sweep-tables';

const unscored = {
  none: 'The rows have no score, so that nothing can be said of calibration and of other thresholds.',
  unbinned:
    'A score lies outside 0 to 1, so that scores are no probabilities: nothing can be said of calibration and of thresholds. Only the scoring rate is counted.',
} as const;

/** How scores spread, match the labels and would select at other thresholds; and how the mix of groups moved. */
export function scoresSection({ evidence, about }: ReportSubject): ReportSection {
  const { counts, results, policy } = evidence;
  const scored = results.sections.filter(({ scores }) => scores !== null);
  return {
    title: 'Scores, calibration and thresholds',
    basis: 'EU AI Act, Annex IV 3 and 4; NYC rules, 6 RCNY 5-301(c)',
    parts: [
      ...(counts.scores === 'binned' ? [introduction(evidence)] : [text(unscored[counts.scores])]),
      ...scored.filter((section) => !isLong(section)).flatMap(scoreTable),
      ...leftOut(scored, 'areas under the curve and calibration errors'),
      ...scored
        .filter(({ attributes }) => attributes.length === 1)
        .flatMap((section) => curves(section, policy)),
      ...(scored.some(({ attributes }) => attributes.length > 1)
        ? [text('Curves are drawn for each attribute alone; those of crossings are in the evidence.')]
        : []),
      ...groupMixParts(evidence, about.previous),
    ],
  };
}

function introduction({ subject, policy }: AuditEvidence): ReportPart {
  const median =
    subject.medianScore === null ? '' : ` The median of all scores is ${decimal(subject.medianScore)}.`;
  const which = policy.favourable.prediction === 'positive' ? 'the favourable' : 'the UNFAVOURABLE';
  return text(
    `Scores were counted in 100 equal bins from 0 to 1; curves and areas rest on them.${median} "Selected at a threshold" means a score at or above it, which here is ${which} outcome. ${markText}`,
  );
}

function scoreTable(section: SectionResults): ReportPart[] {
  const { attributes, groups, scores } = section;
  const measured = scores!.groups;
  const name = sectionName(attributes);
  return [
    {
      kind: 'table',
      caption: `Scores by ${name} (intervals: ${intervalMethods(measured.map(({ auc }) => auc))})`,
      columns: [
        ...[column('Group'), numeric('Scored and labelled'), numeric('Above the median')],
        ...[numeric('Area under the curve'), numeric('Interval'), numeric('Calibration error')],
        numeric('Mean score minus base rate'),
      ],
      rows: measured.map(({ group, n, auc, ece, calibrationInTheLarge }) => [
        markedName(group, section),
        formatNumber(n),
        scoringText(groups.find((each) => isSame(each.group, group))?.scoring ?? null),
        valueText(auc),
        intervalText(auc),
        valueText(ece),
        calibrationInTheLarge === null ? 'none' : decimal(calibrationInTheLarge),
      ]),
    },
    text(areaGapText(section)),
  ];
}

/** A widest difference that rests on a group of a few people is no finding. */
function areaGapText({ attributes, groups, scores }: SectionResults): string {
  const { aucGap, aucBetween } = scores!;
  const name = sectionName(attributes);
  if (aucGap.status !== 'ok') return `By ${name} areas cannot be compared: ${reasonText(aucGap.reason)}.`;
  const pair = listed(aucBetween.map(groupName));
  const isSmall = aucBetween.some((group) => !groups.find((each) => isSame(each.group, group))?.eligible);
  if (isSmall)
    return `By ${name} the areas of ${pair} lie farthest apart. At least one of them is below the minimum, so that this is no finding.`;
  return `By ${name} the areas of ${pair} lie farthest apart, by ${decimal(aucGap.value)} (n ${formatNumber(aucGap.n)}; interval: ${intervalText(aucGap)}; ${intervalMethods([aucGap])}).`;
}

function scoringText(scoring: SectionResults['groups'][number]['scoring']): string {
  return scoring === null ? '' : `${formatNumber(scoring.aboveMedian)} of ${formatNumber(scoring.scored)}`;
}

function curves(section: SectionResults, policy: FairnessPolicy): ReportPart[] {
  const calibration = calibrationFigure(section, policy);
  return [
    { kind: 'figure', ...sweepFigure(section, policy) },
    ...sweepTables(section),
    ...(calibration === null ? [] : [{ kind: 'figure' as const, ...calibration }, calibrationTable(section)]),
  ];
}
