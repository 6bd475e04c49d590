import type { ReactElement } from 'react';
import { t } from '../../texts';
import type { Audit } from './forest';

const report = ['html', 'pdf', 'json'] as const;
const summary = { html: 'summaryHtml', pdf: 'summaryPdf', json: 'summaryJson' } as const;

/** The report of the audit, each form in a tab of its own; the summary where the viewer may not see all of it. */
export function ReportLinks({ audit }: { audit: Pick<Audit, 'id' | 'isSuppressed'> }): ReactElement {
  return (
    <>
      {report.map((format) => (
        <a
          key={format}
          href={`/v1/fairness-audits/${encodeURIComponent(audit.id)}/report.${format}`}
          target="_blank"
          rel="noreferrer"
        >
          {t(`fairness.report.${audit.isSuppressed ? summary[format] : format}`)}
        </a>
      ))}
    </>
  );
}
