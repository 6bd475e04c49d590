import { type ReportSection } from '../report';
import { inLine, stated } from './parts';
import { type ReportSubject } from './report-subject';

/** What the model is for and which outcome is the good one. */
export function purposeSection({ evidence, about }: ReportSubject): ReportSection {
  const { favourable, reasons } = evidence.policy;
  const { prediction, columns } = { ...evidence.policy.favourable, columns: evidence.subject.columns };
  const positive = inLine(columns.positive);
  const which =
    prediction === 'positive'
      ? `a prediction of "${positive}"`
      : `a prediction of anything but "${positive}"`;
  return {
    title: 'Purpose and favourable outcome',
    basis: 'EU AI Act, Annex IV 1 and 4',
    parts: [
      ...stated(about.model?.purpose ?? null, 'The intended purpose of the model is not stated.'),
      {
        kind: 'facts',
        facts: [
          ['Risk tier', inLine(about.model?.riskTier ?? null)],
          ['Positive value', `"${positive}", read from ${columnText(columns)}`],
          ['Favourable for the person', `${which}: ${inLine(favourable.meaning, 'meaning not stated')}`],
          ['Why it is favourable', inLine(reasons.favourable, 'Nobody has given a reason.')],
          [
            'Who is harmed by which error',
            inLine(reasons.harms, 'Nobody has stated it. Section 6 shows both kinds of error.'),
          ],
        ],
      },
    ],
  };
}

function columnText({
  prediction,
  label,
  score,
  stratum,
  decision,
}: ReportSubject['evidence']['subject']['columns']): string {
  const named = [
    `prediction column "${inLine(prediction)}"`,
    label === null ? 'no label column' : `label column "${inLine(label)}"`,
    ...(score === null ? [] : [`score column "${inLine(score)}"`]),
    ...(stratum === null ? [] : [`stratum column "${inLine(stratum)}"`]),
    ...(decision === undefined ? [] : [`column of what people decided "${inLine(decision)}"`]),
  ];
  return named.join(', ');
}
