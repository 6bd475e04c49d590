import { type Actor } from '@countersign/domain/access';
import { fairnessSummaryCsv } from '@countersign/domain/fairness-report';
import { renderHtml } from '@countersign/domain/report';
import { type AuditReport, type FairnessReportsService } from '../areas/fairness/fairness-reports.service';
import { renderPdf } from '../reports/render-pdf';
import { caller, type Context } from '../server/context';
import { type Door } from './door';
import { pagePolicy } from './page-policy';

const mediaTypes = {
  csv: 'text/csv; charset=utf-8; header=present',
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  pdf: 'application/pdf',
} as const;

/** A document about an audit: `name` is the last part of its path, its ending the format. */
interface AuditDocument {
  name: `${string}.${keyof typeof mediaTypes}`;
  write: (
    reports: FairnessReportsService,
    actor: Actor,
    auditId: string,
  ) => Promise<{ audit: { id: string }; body: Buffer | string }>;
}

const documents: readonly AuditDocument[] = [
  {
    name: 'report.html',
    write: async (reports, ...which) => {
      const { document, audit } = await reports.report(...which);
      return { audit, body: renderHtml(document) };
    },
  },
  {
    name: 'report.pdf',
    write: async (reports, ...which) => {
      const report = await reports.report(...which);
      return { audit: report.audit, body: await pdfOf(report) };
    },
  },
  {
    name: 'report.json',
    write: async (reports, ...which) => {
      const { audit, json } = await reports.machineReadable(...which);
      return { audit, body: json };
    },
  },
  {
    name: 'summary.html',
    write: async (reports, ...which) => {
      const { audit, document } = await reports.summary(...which);
      return { audit, body: renderHtml(document) };
    },
  },
  {
    name: 'summary.json',
    write: async (reports, ...which) => {
      const { audit, summary } = await reports.summary(...which);
      return { audit, body: JSON.stringify(summary) };
    },
  },
  {
    name: 'summary.csv',
    write: async (reports, ...which) => {
      const { audit, summary } = await reports.summary(...which);
      return { audit, body: fairnessSummaryCsv(summary) };
    },
  },
  {
    name: 'model-card.json',
    write: async (reports, ...which) => {
      const { audit, card } = await reports.modelCard(...which);
      return { audit, body: JSON.stringify(card) };
    },
  },
];

/** What can be read of a fairness audit outside the console: report, summary for everybody, model card. */
export const fairnessReportDoors: readonly Door[] = documents.map((document) => ({
  method: 'get',
  path: `/v1/fairness-audits/:auditId/${document.name}`,
  permission: 'fairness.read',
  handle: (context) => answer(context, document),
}));

async function answer(context: Context, { name, write }: AuditDocument): Promise<void> {
  const { request, response, services } = context;
  const [kind = '', format] = name.split('.') as [string, keyof typeof mediaTypes];
  const auditId = String(request.params['auditId']);
  const { audit, body } = await write(services.fairnessReports, caller(context), auditId);
  response.status(200).setHeader('content-type', mediaTypes[format]);
  if (format === 'html') response.setHeader('content-security-policy', pagePolicy);
  const disposition = format === 'html' ? 'inline' : 'attachment';
  const file = `fairness-audit-${audit.id}${kind === 'report' ? '' : `-${kind}`}.${format}`;
  response.setHeader('content-disposition', `${disposition}; filename="${file}"`);
  response.setHeader('cache-control', 'no-store');
  response.send(body);
}

function pdfOf({ document, audit, evidence }: AuditReport): Promise<Buffer> {
  return renderPdf(document, {
    producedAt: audit.ranAt,
    attachment: evidence === null ? null : attachmentOf(evidence),
  });
}

const attachmentOf = (evidence: string) => ({
  ...{ name: 'evidence.json', mediaType: 'application/json', content: evidence },
  description: 'The counts, the policy and the results of the audit; countersign verify computes them again.',
});
