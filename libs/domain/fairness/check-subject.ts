import { outcomeCells } from '@countersign/statistics/fairness';
import { type AuditSubject } from './audit-evidence';
import { type AuditCounts, type SectionCounts } from './audit-counts';
import { type FairnessPolicy } from './audit-policy';
import { type Fault } from './check-totals';

interface Told {
  readonly subject: AuditSubject;
  readonly policy: Pick<FairnessPolicy, 'attributes'>;
  readonly counts: AuditCounts;
}

/** What the document says was read is what was counted: every attribute, and labels, scores, strata and decisions. */
export function subjectFault(told: Told): Fault {
  return attributesFault(told) ?? columnsFault(told) ?? medianFault(told) ?? windowFault(told);
}

/** An attribute without a section would be an attribute whose verdict was taken out. */
function attributesFault({ policy, counts }: Told): Fault {
  const alone = new Set(
    counts.sections.flatMap(({ attributes: [name, ...more] }) => (more.length ? [] : name)),
  );
  const missing = policy.attributes.findIndex(({ name }) => !alone.has(name));
  return missing < 0 ? null : `policy.attributes[${missing}] has no section of its own in counts.sections`;
}

function columnsFault({ subject: { columns }, counts }: Told): Fault {
  const { sections } = counts;
  const parts: readonly [name: string, isNamed: boolean, isCounted: boolean][] = [
    ['label', columns.label !== null, sections.some(hasLabels)],
    ['score', columns.score !== null, counts.scores !== 'none'],
    ['stratum', columns.stratum !== null, sections.some(({ strata }) => strata !== undefined)],
    [
      'decision',
      columns.decision !== undefined,
      sections.some((each) => each.unknownDecisions !== undefined),
    ],
  ];
  for (const [name, isNamed, isCounted] of parts) {
    if (isCounted && !isNamed) return `subject.columns.${name} names no column, and the counts have some`;
    // Of labels there may be none in a column that was read.
    if (isNamed && !isCounted && name !== 'label')
      return `subject.columns.${name} names a column, and the counts have none`;
  }
  const bare = sections.findIndex(({ strata }) => (strata === undefined) !== (columns.stratum === null));
  return bare < 0 ? null : `counts.sections[${bare}].strata is missing`;
}

const hasLabels = ({ groups, unknownPeople }: SectionCounts): boolean =>
  [unknownPeople, ...groups.map(({ counts }) => counts)].some((counts) =>
    outcomeCells.some((cell) => !cell.startsWith('unlabelled') && counts[cell] > 0),
  );

function medianFault({ subject: { medianScore, columns }, counts }: Told): Fault {
  if (medianScore !== null)
    return columns.score === null ? 'subject.medianScore is a median of no scores' : null;
  const isScored = counts.sections.some(({ groups }) =>
    groups.some(({ scoring }) => (scoring?.scored ?? 0) > 0),
  );
  return isScored ? 'subject.medianScore is missing: there are scores' : null;
}

function windowFault({ subject: { window, source } }: Told): Fault {
  if ((window === null) !== (source !== 'predictions'))
    return `subject.window does not go with the source "${source}"`;
  return window !== null && window.from > window.to ? 'subject.window ends before it begins' : null;
}
