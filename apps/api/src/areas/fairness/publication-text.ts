import { publishedPath } from './published-path';
import { type PublishedSummary } from './published-summary.entity';

/** What a report says of the published summary; null where there was none. Whoever reads reports knows the reason. */
export function publicationText(summary: PublishedSummary | null): string | null {
  if (summary === null) return null;
  const { id, digest, publishedAt, withdrawnAt, withdrawalReason } = summary;
  const page = `at ${publishedPath(id)} of this server (SHA-256 ${digest})`;
  return withdrawnAt === null
    ? `A summary has been public since ${day(publishedAt)} ${page}.`
    : `A summary was public from ${day(publishedAt)} to ${day(withdrawnAt)} ${page}, and was withdrawn: ${withdrawalReason ?? ''}`;
}

const day = (at: Date): string => at.toISOString().slice(0, 10);
