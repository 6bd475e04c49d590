import { canonicalJson } from '../audit-log';
import { type AuditEvidence, compareAudits, type GapChange, type QuestionChange } from '../fairness';
import { formatNumber, type ReportPart } from '../report';
import { decimal, intervalMethods, intervalText, valueText } from './estimate-text';
import { disparityName } from './disparity-words';
import { column, inLine, numeric, text } from './parts';
import { type ReportAbout } from './report-about';
import { groupName, isSame, listed, sectionName } from './section-name';
import { verdictText } from './verdict-text';

/** The criteria and the widest gap of this audit beside the one before. */
export function beforeAfterParts(evidence: AuditEvidence, previous: ReportAbout['previous']): ReportPart[] {
  if (previous === null) return [text('There is no earlier audit to compare with.')];
  const before = previous.evidence;
  return [
    text(`The earlier audit ran ${previous.ranAt}; its evidence has the digest ${previous.digest}.`),
    ...(canonicalJson(before.policy) === canonicalJson(evidence.policy)
      ? []
      : [text('The policy has changed since, so that verdicts may differ for that reason alone.')]),
    ...questionParts(evidence, before),
    criteriaTable(evidence, before),
    ...gapTable(evidence, before),
  ];
}

const questionWords: Readonly<Record<QuestionChange['part'], string>> = {
  positive_value: 'The value called positive',
  favourable_prediction: 'The favourable prediction',
  label: 'The column of labels',
  prediction: 'The column of predictions',
  method: 'The version of the method',
};

/** What the two audits ask differently, and how the labels drifted. */
function questionParts(evidence: AuditEvidence, before: AuditEvidence): ReportPart[] {
  const { questions, sections } = compareAudits(before, evidence);
  const singles = sections.filter(({ attributes }) => attributes.length === 1);
  const estimates = singles.map(({ baseRate }) => baseRate.change);
  return [
    ...questions.map(({ part, before: was, after: is }) =>
      text(
        `${questionWords[part]} was ${inLine(was)} and is ${inLine(is)}.${part === 'positive_value' ? ' The two audits ask about different events: no gap of theirs is compared.' : ''}`,
      ),
    ),
    ...(singles.length === 0
      ? []
      : [
          {
            ...{ kind: 'table' as const, columns: [column('By'), numeric('n'), ...baseRateColumns] },
            caption: `Share of actual positives before and now (intervals: ${intervalMethods(estimates)}); a gap may move because labels do`,
            rows: singles.map(({ attributes, baseRate }) => [
              ...[sectionName(attributes), formatNumber(baseRate.change.n)],
              ...[valueText(baseRate.before), valueText(baseRate.after)],
              ...[valueText(baseRate.change), intervalText(baseRate.change)],
            ]),
          },
        ]),
  ];
}

const baseRateColumns = [numeric('Before'), numeric('Now'), numeric('Change'), numeric('Interval')];

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

/** The gaps of the criteria that are of one rate, between the groups that were farthest apart before. */
function gapTable(evidence: AuditEvidence, before: AuditEvidence): ReportPart[] {
  const { sections, unmatched } = compareAudits(before, evidence);
  const gaps = sections.flatMap(({ attributes, gaps: all }) =>
    all
      .filter(({ disparity, between }) => evidence.policy.criteria.includes(disparity) && between !== null)
      .map((gap) => ({ ...gap, name: `${disparityName(gap.disparity)} by ${sectionName(attributes)}` })),
  );
  const lonely = unmatched.map(sectionName);
  return [
    ...(lonely.length === 0 ? [] : [text(`Only one of the two audits looked at ${listed(lonely)}.`)]),
    ...(gaps.length === 0 ? [] : [changeTable(gaps), text(changeNote)]),
  ];
}

const changeNote =
  'The two groups are those that lay farthest apart in the earlier audit; the interval of the change holds whichever two had been picked. The two audits count as independent: with the same people in both the interval is too wide. Where crossings allow it the change is split into what another mix of people did and what other rates did.';

function changeTable(gaps: readonly (GapChange & { readonly name: string })[]): ReportPart {
  return {
    kind: 'table',
    caption: `Change of the gaps (intervals: ${intervalMethods(gaps.map(({ change }) => change))})`,
    columns: [
      ...[column('Criterion'), column('Between'), numeric('n'), numeric('Before'), numeric('Now')],
      ...[numeric('Change'), numeric('Interval'), numeric('By mix'), numeric('By rates')],
    ],
    rows: gaps.map(({ name, between, before, after, change, split }) => [
      ...[name, between!.map(groupName).join(' and '), formatNumber(change.n)],
      ...[valueText(before), valueText(after), valueText(change), intervalText(change)],
      ...(split === null ? ['none', 'none'] : [decimal(split.mix), decimal(split.rates)]),
    ]),
  };
}
