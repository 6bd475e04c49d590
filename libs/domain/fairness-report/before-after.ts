import { changeOfGap } from '@countersign/statistics/fairness-evidence';
import { type AuditEvidence, type GroupResult, type SectionResults } from '../fairness';
import { formatNumber, type ReportPart } from '../report';
import { decimal, intervalMethods, intervalText, valueText } from './estimate-text';
import { disparityName } from './disparity-words';
import { column, numeric, text } from './parts';
import { type ReportAbout } from './report-about';
import { groupName, isSame, sectionName } from './section-name';
import { verdictText } from './verdict-text';

/** The criteria and the widest gap of this audit beside the one before. */
export function beforeAfterParts(evidence: AuditEvidence, previous: ReportAbout['previous']): ReportPart[] {
  if (previous === null) return [text('There is no earlier audit to compare with.')];
  const before = previous.evidence;
  return [
    text(`The earlier audit ran ${previous.ranAt}; its evidence has the digest ${previous.digest}.`),
    ...(JSON.stringify(before.policy) === JSON.stringify(evidence.policy)
      ? []
      : [text('The policy has changed since, so that verdicts may differ for that reason alone.')]),
    criteriaTable(evidence, before),
    ...gapTable(evidence, before),
  ];
}

function criteriaTable({ results }: AuditEvidence, before: AuditEvidence): ReportPart {
  const rows = results.sections.flatMap(({ attributes, disparities }) => {
    const old = before.results.sections.find((each) => isSame(each.attributes, attributes));
    return results.criteria.map(({ criterion }) => {
      const [was, is] = [old?.disparities, disparities].map((list) =>
        list?.find(({ metric }) => metric === criterion),
      );
      return [
        `${disparityName(criterion)} by ${sectionName(attributes)}`,
        ...[was, is].flatMap((each) =>
          each === undefined
            ? ['not audited', '']
            : [
                valueText(each.limit?.minimumRatio === undefined ? each.difference : each.ratio),
                verdictText(each.verdict),
              ],
        ),
      ];
    });
  });
  return {
    ...{
      kind: 'table',
      caption: 'Criteria before and now (values between the groups farthest apart at each time)',
    },
    columns: [
      column('Criterion'),
      numeric('Before'),
      column('Verdict before'),
      numeric('Now'),
      column('Verdict now'),
    ],
    rows,
  };
}

/** The gap in favourable rates between the two groups that lie farthest apart now. */
function gapTable({ results, policy }: AuditEvidence, before: AuditEvidence): ReportPart[] {
  const changes = results.sections.flatMap((section) => {
    const [low, high] = section.disparities.find(({ metric }) => metric === 'impact_ratio')?.between ?? [];
    const old = before.results.sections.find((each) => isSame(each.attributes, section.attributes));
    const [was, is] = [pairOf(old, low, high), pairOf(section, low, high)];
    if (was === null || is === null || !low || !high) return [];
    return [
      {
        name: `${groupName(low)} and ${groupName(high)}`,
        was,
        is,
        change: changeOfGap(was, is, 1 - policy.alpha),
      },
    ];
  });
  if (changes.length === 0) return [];
  const gap = ({ first, second }: Pair): string =>
    decimal(first.successes / first.n - second.successes / second.n);
  return [
    {
      kind: 'table',
      caption: `Gap in the rate of the favourable prediction (intervals: ${intervalMethods(changes.map(({ change }) => change))})`,
      columns: [
        column('Between'),
        numeric('Before'),
        numeric('Now'),
        numeric('Change'),
        numeric('Interval'),
        numeric('n'),
      ],
      rows: changes.map(({ name, was, is, change }) => [
        ...[name, gap(was), gap(is), valueText(change), intervalText(change)],
        formatNumber(change.n),
      ]),
    },
    text(
      'The pair is the one farthest apart now. Having been picked for that, its change looks somewhat larger than it is.',
    ),
  ];
}

type Pair = Parameters<typeof changeOfGap>[0];

function pairOf(
  section: SectionResults | undefined,
  low: readonly string[] | undefined,
  high: readonly string[] | undefined,
): Pair | null {
  const side = (name: readonly string[] | undefined) =>
    countOf(section?.groups.find(({ group }) => name !== undefined && isSame(group, name)));
  const [first, second] = [side(high), side(low)];
  return first === null || second === null ? null : { first, second };
}

function countOf(group: GroupResult | undefined): Pair['first'] | null {
  const { numerator: successes = 0, n = 0 } = group?.metrics.favourable_rate ?? {};
  return n === 0 ? null : { successes, n };
}
