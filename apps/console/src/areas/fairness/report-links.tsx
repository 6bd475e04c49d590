import type { ReactElement } from 'react';
import { t } from '../../texts';
import type { Audit } from './forest';

/** What a door of an audit is called; the text says in which form it comes. */
const whole = {
  'report.html': 'html',
  'report.pdf': 'pdf',
  'report.json': 'json',
  'summary.html': 'forEverybody',
  'summary.csv': 'table',
  'model-card.json': 'modelCard',
} as const;
/** Who may not see all of it gets the summary for the report. */
const summarised = {
  'report.html': 'summaryHtml',
  'report.pdf': 'summaryPdf',
  'summary.json': 'summaryJson',
  'summary.csv': 'table',
  'model-card.json': 'modelCard',
} as const;

/** The report of the audit, its summary and its model card, each in a tab of its own. */
export function ReportLinks({ audit }: { audit: Pick<Audit, 'id' | 'isSuppressed'> }): ReactElement {
  return (
    <>
      {Object.entries(audit.isSuppressed ? summarised : whole).map(([door, name]) => (
        <a
          key={door}
          href={`/v1/fairness-audits/${encodeURIComponent(audit.id)}/${door}`}
          target="_blank"
          rel="noreferrer"
        >
          {t(`fairness.report.${name}`)}
        </a>
      ))}
    </>
  );
}
