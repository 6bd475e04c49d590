import { type Actor } from '@countersign/domain/access';
import { renderHtml } from '@countersign/domain/report';
import { type AuditReport, type FairnessReportsService } from '../areas/fairness/fairness-reports.service';
import { renderPdf } from '../reports/render-pdf';
import { caller, type Context } from '../server/context';
import { type Door } from './door';

interface Format {
  name: 'html' | 'json' | 'pdf';
  mediaType: string;
  write: (
    reports: FairnessReportsService,
    actor: Actor,
    auditId: string,
  ) => Promise<{ id: string; body: Buffer | string }>;
}

const html: Format = {
  name: 'html',
  mediaType: 'text/html; charset=utf-8',
  write: async (reports, ...which) => {
    const { document, audit } = await reports.report(...which);
    return { id: audit.id, body: renderHtml(document) };
  },
};

const pdf: Format = {
  name: 'pdf',
  mediaType: 'application/pdf',
  write: async (reports, ...which) => {
    const report = await reports.report(...which);
    return { id: report.audit.id, body: await pdfOf(report) };
  },
};

const json: Format = {
  name: 'json',
  mediaType: 'application/json',
  write: async (reports, ...which) => {
    const { audit, evidence } = await reports.evidence(...which);
    return { id: audit.id, body: evidence };
  },
};

/** The report of a fairness audit as a page, as a PDF with its evidence inside, and the evidence alone. */
export const fairnessReportDoors: readonly Door[] = [html, pdf, json].map((format) => ({
  method: 'get',
  path: `/v1/fairness-audits/:auditId/report.${format.name}`,
  permission: 'fairness.read',
  handle: (context) => answer(context, format),
}));

async function answer(context: Context, { name, mediaType, write }: Format): Promise<void> {
  const { request, response, services } = context;
  const auditId = String(request.params['auditId']);
  const { id, body } = await write(services.fairnessReports, caller(context), auditId);
  response.status(200).setHeader('content-type', mediaType);
  // The page needs nothing and runs nothing, wherever it is opened; only its own style is let in.
  if (name === 'html')
    response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  const disposition = name === 'html' ? 'inline' : 'attachment';
  response.setHeader('content-disposition', `${disposition}; filename="fairness-audit-${id}.${name}"`);
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
