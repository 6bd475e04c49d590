import {
  dateFinding,
  type LawReport,
  type LawRow,
  type LawTableReport,
} from '@countersign/statistics/law-packs';
import { type AppliedLawPack, type AuditResults, isKnownLawPack } from '../fairness';
import { formatNumber, type ReportPart } from '../report';
import { intervalMethods, intervalText, percent, valueText } from './estimate-text';
import { markedName } from './marked-name';
import { column, numeric, text } from './parts';
import { type ReportSubject } from './report-subject';
import { runDay } from './run-day';
import { isSame, sectionName } from './section-name';

/** What each law pack of the policy measures and finds. */
export function lawParts({ evidence: { policy, results }, about }: ReportSubject): ReportPart[] {
  const known = policy.lawPacks.filter(isKnownLawPack);
  return [
    ...results.law.flatMap((report, at) => reportParts(report, known[at]!, { results, ranAt: about.ranAt })),
    ...policy.lawPacks.filter((applied) => !isKnownLawPack(applied)).map(notHeld),
  ];
}

interface Around {
  readonly results: AuditResults;
  readonly ranAt: string;
}

function reportParts(report: LawReport, applied: AppliedLawPack, { results, ranAt }: Around): ReportPart[] {
  return [
    text(
      `${report.pack.title} (${report.pack.jurisdiction}), law pack ${packName(report)}. ${report.pack.description}`,
    ),
    ...report.tables.map((table) => lawTable(table, report, results)),
    {
      kind: 'list',
      items: [...lateOrEarly(report, applied, ranAt), ...findings(report), ...report.pack.doesNotClaim],
    },
  ];
}

/** What it measured then, only the software of that day can say again. */
function notHeld({ id, version }: AppliedLawPack): ReportPart {
  return text(
    `${id} version ${version}: NO FIGURES HERE. The audit applied this version of the law pack, and this version of the software does not hold it. What it measured stands in the evidence.`,
  );
}

/** Evidence holds no clock. Where its policy names no day, the pack's dates are held against the day the audit ran. */
function lateOrEarly({ pack }: LawReport, { day }: AppliedLawPack, ranAt: string): string[] {
  const ranOn = runDay(ranAt);
  const finding = day !== null || ranOn === null ? null : dateFinding(pack, ranOn);
  return finding === null ? [] : [`ATTENTION: ${finding.statement}`];
}

/** A list that nobody reads to its end hides what it says. */
const mostFindings = 40;

const packName = ({ pack }: LawReport): string => `${pack.id} version ${pack.version}`;

/** What wants attention first. */
function findings({ findings: all }: LawReport): string[] {
  const of = (weight: 'attention' | 'information'): string[] =>
    all
      .filter((finding) => finding.weight === weight)
      .map(({ statement }) => (weight === 'attention' ? `ATTENTION: ${statement}` : statement));
  const found = [...of('attention'), ...of('information')];
  const more = found.length - mostFindings;
  return more > 0
    ? [
        ...found.slice(0, mostFindings),
        `${formatNumber(more)} more findings of this law pack are in the evidence.`,
      ]
    : found;
}

function lawTable(table: LawTableReport, report: LawReport, { sections }: AuditResults): ReportPart {
  if (table.withheld !== undefined) return withheldTable(table, report);
  const section = sections.find(({ attributes }) => isSame(attributes, table.attributes));
  const isScoring = table.rate === 'scoring';
  const estimates = table.rows.flatMap(({ rate, impactRatio }) => [rate, impactRatio]);
  return {
    kind: 'table',
    caption: `${packName(report)}: ${isScoring ? 'scoring' : 'selection'} rates by ${sectionName(table.attributes)}, n ${formatNumber(table.n)}, of unknown category ${formatNumber(table.unknown)} (intervals: ${intervalMethods(estimates)})`,
    columns: [
      ...[
        column('Category'),
        numeric('n'),
        numeric(isScoring ? 'Above median' : 'Selected'),
        numeric('Rate'),
      ],
      ...[numeric('Interval'), numeric('Impact ratio'), numeric('Interval'), column('Note')],
    ],
    rows: table.rows.map((row) => [
      markedName(row.group, section ?? { groups: [] }),
      formatNumber(row.n),
      formatNumber(row.selected),
      valueText(row.rate, percent),
      intervalText(row.rate, percent),
      valueText(row.impactRatio),
      table.highest !== null && isSame(row.group, table.highest) ? '' : intervalText(row.impactRatio),
      lawNote(row, table),
    ]),
  };
}

function withheldTable({ attributes, n, unknown }: LawTableReport, report: LawReport): ReportPart {
  return text(
    `${packName(report)}: NO FIGURES by ${sectionName(attributes)} (n ${formatNumber(n)}, of unknown category ${formatNumber(unknown)}). Categories were inferred, and the rule takes none that are: no rate and no impact ratio is computed, and none may be published under it.`,
  );
}

function lawNote(row: LawRow, { highest }: LawTableReport): string {
  const notes = [
    ...(highest !== null && isSame(row.group, highest) ? ['highest rate'] : []),
    ...(row.isLeftOut ? [`left out of the ratios: ${percent(row.share)} of the data`] : []),
    ...(row.isSmall && !row.isLeftOut ? [`small: ${percent(row.share)} of the data`] : []),
  ];
  return notes.join('; ');
}
