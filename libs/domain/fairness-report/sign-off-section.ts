import { type ReportPart, type ReportSection } from '../report';
import { column, inLine, text } from './parts';
import { type ReportSignOff } from './report-about';
import { type ReportSubject } from './report-subject';

/** Who put a name to this audit, how independent they say they are, and who disagrees. */
export function signOffSection({ about }: ReportSubject): ReportSection {
  return {
    title: 'Sign-off',
    basis: 'EU AI Act, Annex IV 2(g); NYC rules, 6 RCNY 5-300, independent auditor',
    parts: [
      ...(about.signOffs.length === 0
        ? [text('Nobody has signed this audit.')]
        : signOffParts(about.signOffs)),
      text(`Signatures are for the evidence with the digest ${about.evidenceDigest} and for nothing else.`),
    ],
  };
}

function signOffParts(signOffs: readonly ReportSignOff[]): ReportPart[] {
  const dissent = signOffs.filter(({ decision }) => decision === 'dissents');
  return [
    {
      ...{ kind: 'table', caption: 'Signatures' },
      columns: [
        column('Name'),
        column('Role'),
        column('Signed'),
        column('Position'),
        column('Independence as declared'),
      ],
      rows: signOffs.map(({ name, role, at, decision, independence }) => [
        inLine(name),
        inLine(role),
        at,
        decision === 'agrees' ? 'agrees' : 'DISSENTS',
        inLine(independence, 'no declaration'),
      ]),
    },
    text(
      dissent.length === 0
        ? 'Nobody who signed dissents.'
        : `${dissent.length === 1 ? 'One person dissents' : `${dissent.length} people dissent`}; the reasons stand below.`,
    ),
    {
      kind: 'list',
      items: signOffs.flatMap(({ name, decision, note }) =>
        note === null && decision === 'agrees'
          ? []
          : [
              `${inLine(name)} (${decision === 'agrees' ? 'agrees' : 'DISSENTS'}): ${inLine(note, 'no reason given')}`,
            ],
      ),
    },
  ];
}
