import { type AuditResults, type FairnessPolicy } from '../fairness';
import { type ReportPart } from '../report';
import { disparityName } from './disparity-words';
import { limitText } from './limit-text';
import { column } from './parts';
import { reasonText } from './reason-text';
import { sectionName } from './section-name';
import { verdictText } from './verdict-text';

/** The verdict of every criterion, overall and by attribute. */
export function criteriaTable(
  { criteria }: Pick<AuditResults, 'criteria'>,
  { limits }: FairnessPolicy,
): ReportPart {
  return {
    kind: 'table',
    caption: 'Verdict of every criterion',
    columns: [
      ...[column('Criterion'), column('Limit'), column('Overall')],
      ...(criteria[0]?.sections ?? []).map(({ attributes }) => column(`By ${sectionName(attributes)}`)),
    ],
    rows: criteria.map(({ criterion, verdict, sections: judged }) => [
      disparityName(criterion),
      limitText(limits[criterion] ?? null),
      verdictText(verdict),
      ...judged.map(({ verdict: own, reason }) =>
        reason === null ? verdictText(own) : `${verdictText(own)}: ${reasonText(reason)}`,
      ),
    ]),
  };
}
