import { type SectionResults } from '../fairness';
import { formatNumber, type ReportPart, type ReportSection } from '../report';
import { isLong, leftOut } from './long-section';
import { markText } from './marked-name';
import { overrideTables } from './override-tables';
import { stated, text } from './parts';
import { type ReportSubject } from './report-subject';
import { sectionName } from './section-name';

/** Who can step in, how often they did for which group, and what this audit does not know of it. */
export function oversightSection({ evidence, about }: ReportSubject): ReportSection {
  const { sections } = evidence.results;
  return {
    title: 'Human oversight',
    basis: 'EU AI Act, Article 14 and Article 15(4)',
    parts: [
      ...stated(about.oversight, 'How people oversee the model, and who may overrule it, is not stated.'),
      ...(sections.some(({ overrides }) => overrides) ? overrideParts(sections) : [text(nothingCounted)]),
    ],
  };
}

const loop =
  'Where predictions change what is later recorded as the truth, the model learns from itself; the audit cannot see that.';

const nothingCounted = `This audit counts what the model predicted. What people then decided, how often they overruled it for which group, and whether they relied on it too much is not part of it. ${loop}`;

function overrideParts(sections: readonly SectionResults[]): ReportPart[] {
  return [
    text(
      `The audit counts what people decided beside what the model predicted. Rates are of the rows with both, which may differ from the rest: which cases people see may differ by group. p-values are adjusted over all tests about decisions and have no part in any verdict. Whether overruling helped or harmed is not measured: people may have known what the model does not, or have decided by what they should not. That people seldom overrule may mean that the model is right, or that nobody looks. ${loop}`,
    ),
    { kind: 'list', items: sections.flatMap(undecidedText) },
    ...sections
      .filter((section) => !isLong(section))
      .flatMap(({ attributes, overrides }) =>
        overrides ? overrideTables(sectionName(attributes), overrides) : [],
      ),
    ...leftOut(sections, 'what people decided'),
    text(markText),
  ];
}

/** Single attributes name everybody; crossings would repeat them. */
function undecidedText({ attributes, overrides }: SectionResults): string[] {
  if (attributes.length > 1 || overrides === undefined) return [];
  const { decided, undecided, unknown } = overrides;
  const { upheldPositive, overruledPositive, upheldNegative, overruledNegative } = unknown;
  const overruled = overruledPositive + overruledNegative;
  const known = upheldPositive + upheldNegative + overruled;
  const others = unknown.undecidedPositive + unknown.undecidedNegative;
  const people =
    known + others === 0
      ? 'Nobody is of unknown group.'
      : `Of unknown group: ${formatNumber(known)} with a decision, ${formatNumber(overruled)} of them overruled, and ${formatNumber(others)} without.`;
  return [
    `By ${sectionName(attributes)}: ${formatNumber(decided)} predictions with a decision, ${formatNumber(undecided)} without, which take no part. ${people}`,
  ];
}
