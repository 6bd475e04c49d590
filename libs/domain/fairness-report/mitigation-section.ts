import { type ReportPart, type ReportSection } from '../report';
import { beforeAfterParts } from './before-after';
import { column, inLine, stated, text } from './parts';
import { type ReportSubject } from './report-subject';

/** What was tried against the gaps, what remains and who answers for it. */
export function mitigationSection({ evidence, about }: ReportSubject): ReportSection {
  return {
    title: 'Mitigation, waivers and residual risk',
    basis: 'EU AI Act, Article 10(2)(g) and Annex IV 5; NIST AI RMF, MANAGE 1.1',
    parts: [
      ...stated(about.mitigations, 'Nobody has stated whether anything was tried against the gaps.'),
      ...waiverParts(about.waivers),
      ...beforeAfterParts(evidence, about.previous),
    ],
  };
}

function waiverParts(waivers: ReportSubject['about']['waivers']): ReportPart[] {
  if (waivers.length === 0)
    return [text('There is no waiver: nobody has accepted a criterion beyond its limit.')];
  return [
    text('A waiver does not change a verdict. It names who answers for a gap, why and until when.'),
    {
      ...{ kind: 'table', caption: 'Waivers' },
      columns: [column('Scope'), column('Justification'), column('Owner'), column('Until')],
      rows: waivers.map(({ scope, justification, owner, until, isExpired }) => [
        inLine(scope),
        inLine(justification),
        inLine(owner),
        `${until ?? 'no end stated'}${isExpired ? ' (EXPIRED)' : ''}`,
      ]),
    },
  ];
}
