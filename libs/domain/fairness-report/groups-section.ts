import { type AssessedDisparity } from '@countersign/statistics/fairness';
import { type FairnessPolicy, type SectionResults } from '../fairness';
import { formatNumber, type ReportPart, type ReportSection } from '../report';
import { comparisonTable } from './comparison-table';
import { decimal, intervalMethods, intervalText, percent, valueText } from './estimate-text';
import { forestPlot } from './forest-plot';
import { groupNote } from './group-note';
import { heatMap } from './heat-map';
import { lawParts } from './law-parts';
import { column, countsText, numeric, text } from './parts';
import { type ReportSubject } from './report-subject';
import { groupName, isSame, sectionName } from './section-name';

/** Every group with its size, its rate and its ratio, large or small. */
export function groupsSection(subject: ReportSubject): ReportSection {
  const { policy, results } = subject.evidence;
  return {
    title: 'Results by group',
    basis: 'NYC rules, 6 RCNY 5-301(d); EU AI Act, Article 13(3)(b)',
    parts: [
      text(
        'Every group is listed, however small. One below the minimum is marked: its rate is shown, and it takes no part in any verdict. Hollow dots, dashed lines and hatched boxes mean such a group, as does the sign † beside a name.',
      ),
      ...results.sections.flatMap((section) => sectionParts(section, policy)),
      ...lawParts(subject),
    ],
  };
}

function sectionParts(section: SectionResults, policy: FairnessPolicy): ReportPart[] {
  const impact = section.disparities.find(({ metric }) => metric === 'impact_ratio');
  const rows = section.groups.map(({ group, metrics, eligible }) => ({
    ...{ name: groupName(group), group, rate: metrics.favourable_rate, isEligible: eligible },
  }));
  const caption = `Rate of the favourable prediction by ${sectionName(section.attributes)}`;
  const map =
    section.attributes.length === 2
      ? heatMap({
          caption: `${caption}, crossed`,
          cells: rows.map((row) => ({ ...row, group: pairOf(row.group) })),
        })
      : null;
  return [
    groupTable(section, policy, impact),
    { kind: 'figure', ...forestPlot({ caption, rows, line: policyLine(section, impact) }) },
    ...(map === null ? [] : [{ kind: 'figure' as const, ...map }]),
    ...(impact === undefined ? [] : comparisonTable(section, impact)),
    ...evidenceParts(section),
  ];
}

function pairOf(group: readonly string[]): [string, string] {
  return [groupName([group[0]!]), groupName([group[1]!])];
}

/** The rate below which the impact ratio is beyond its limit, against one reference. */
function policyLine({ groups }: SectionResults, impact: AssessedDisparity | undefined) {
  const minimum = impact?.limit?.minimumRatio;
  const reference = impact?.comparisons[0]?.reference;
  const rate = groups.find(({ group }) => reference && isSame(group, reference))?.metrics.favourable_rate;
  if (minimum === undefined || !reference || rate?.status !== 'ok') return null;
  const at = minimum * rate.value;
  return { at, words: `${percent(at)}: ${minimum} of the rate of ${groupName(reference)}` };
}

function groupTable(
  { attributes, groups }: SectionResults,
  policy: FairnessPolicy,
  impact: AssessedDisparity | undefined,
): ReportPart {
  const rates = groups.map(({ metrics }) => metrics.favourable_rate);
  return {
    kind: 'table',
    caption: `Favourable predictions by ${sectionName(attributes)} (intervals: ${intervalMethods(rates)})`,
    columns: [
      ...[column('Group'), numeric('n'), numeric('Share'), numeric('Favourable')],
      ...[numeric('Rate'), numeric('Interval'), column('Note')],
    ],
    rows: groups.map((group, at) => [
      groupName(group.group),
      formatNumber(group.n),
      percent(group.share),
      countsText(rates[at]!),
      valueText(rates[at]!, percent),
      intervalText(rates[at]!, percent),
      groupNote(group, policy, impact),
    ]),
  };
}

/** What stands beside the ratios: the gap that is surely there, and smoothed differential fairness. */
function evidenceParts({ attributes, largestGap, differential }: SectionResults): ReportPart[] {
  const items: string[] = [];
  const name = sectionName(attributes);
  if (largestGap?.difference.status === 'ok' && largestGap.low && largestGap.high) {
    const { difference, low, high, isCredible } = largestGap;
    const sure = isCredible ? 'The interval lies above 0.' : 'The interval holds 0, so that no gap is sure.';
    items.push(
      `By ${name}, with rates shrunken towards the whole so that small groups do not make the headline (empirical Bayes): the gap that is surest lies between ${groupName(low)} and ${groupName(high)}, ${decimal(difference.value)} (${intervalText(difference)}; ${intervalMethods([difference])}; n ${formatNumber(difference.n)}). ${sure}`,
    );
  }
  const { epsilon, labelEpsilon } = differential;
  if (epsilon.status === 'ok') {
    const labels = labelEpsilon.status === 'ok' ? `; of the labels ${decimal(labelEpsilon.value)}` : '';
    items.push(
      `By ${name}, smoothed differential fairness over all groups: ε of the predictions ${decimal(epsilon.value)} (0 means that all are treated alike; n ${formatNumber(epsilon.n)}; no interval is known)${labels}.`,
    );
  }
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}
