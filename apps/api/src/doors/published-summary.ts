import { noSummary, withdrawnSummary } from '@countersign/domain/fairness-report';
import { renderHtml } from '@countersign/domain/report';
import { type Response } from 'express';
import { publishedPath } from '../areas/fairness/published-path';
import { type OpenDoor } from './door';
import { pagePolicy } from './page-policy';

/** Nobody waits longer than that for a withdrawal to show. */
const oneMinute = 'public, max-age=60';

const standing = { unknown: renderHtml(noSummary), withdrawn: renderHtml(withdrawnSummary) };

const quotedDigest = /^(?:W\/)?"([0-9a-f]{64})"$/;

/** The summary of an audit as somebody published it, for anybody. It costs one look into the database, whoever asks. */
export const publishedSummaryDoor: OpenDoor = {
  method: 'get',
  path: publishedPath(':publicationId'),
  head: true,
  permission: 'anyone',
  handle: async ({ request, response, services }) => {
    const known = quotedDigest.exec(request.headers['if-none-match'] ?? '')?.[1] ?? null;
    const page = await services.fairnessPublications.page(String(request.params['publicationId']), known);
    response.setHeader('content-security-policy', pagePolicy);
    // No cache keeps that there is nothing.
    if (page === null) return send(response.status(404), standing.unknown, 'no-store');
    if (page.isWithdrawn) return send(response.status(410), standing.withdrawn, oneMinute);
    response.setHeader('etag', `"${page.digest}"`);
    if (page.html !== null) return send(response.status(200), page.html, oneMinute);
    response.status(304).setHeader('cache-control', oneMinute).end();
  },
};

function send(response: Response, html: string, cache: string): void {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('content-disposition', 'inline');
  response.setHeader('cache-control', cache);
  response.send(html);
}
