import { renderHtml } from '@countersign/domain/report';
import { type AuditReport } from '../areas/fairness/fairness-reports.service';
import { renderPdf } from '../reports/render-pdf';
import { caller, type Context } from '../server/context';
import { type Door } from './door';

interface Format {
  name: 'html' | 'json' | 'pdf';
  mediaType: string;
  render: (report: AuditReport) => Buffer | Promise<Buffer> | string;
}

const formats: readonly Format[] = [
  { name: 'html', mediaType: 'text/html; charset=utf-8', render: ({ document }) => renderHtml(document) },
  { name: 'pdf', mediaType: 'application/pdf', render: pdfOf },
  { name: 'json', mediaType: 'application/json', render: ({ evidence }) => evidence },
];

/** The report of a fairness audit as a page, as a PDF with its evidence inside, and the evidence alone. */
export const fairnessReportDoors: readonly Door[] = formats.map((format) => ({
  method: 'get',
  path: `/v1/fairness-audits/:auditId/report.${format.name}`,
  permission: 'fairness.read',
  handle: (context) => answer(context, format),
}));

async function answer(context: Context, { name, mediaType, render }: Format): Promise<void> {
  const { request, response, services } = context;
  const report = await services.fairnessReports.report(caller(context), String(request.params['auditId']));
  const body = await render(report);
  response.status(200).setHeader('content-type', mediaType);
  // The page needs nothing and runs nothing, wherever it is opened; only its own style is let in.
  if (name === 'html')
    response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  const disposition = name === 'html' ? 'inline' : 'attachment';
  response.setHeader(
    'content-disposition',
    `${disposition}; filename="fairness-audit-${report.audit.id}.${name}"`,
  );
  response.setHeader('cache-control', 'no-store');
  response.send(body);
}

function pdfOf({ document, audit, evidence }: AuditReport): Promise<Buffer> {
  return renderPdf(document, {
    producedAt: audit.ranAt,
    attachment: {
      ...{ name: 'evidence.json', mediaType: 'application/json', content: evidence },
      description:
        'The counts, the policy and the results of the audit; countersign verify computes them again.',
    },
  });
}
