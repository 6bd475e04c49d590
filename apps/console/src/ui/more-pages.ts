import { NetworkStatus } from '@apollo/client';
import type { MorePages } from './data-table';

interface Connection {
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  totalCount?: number;
}

interface PagedQuery {
  networkStatus: NetworkStatus;
  fetchMore: (options: { variables: { after: string | null | undefined } }) => Promise<unknown>;
}

/** What a table needs to offer the next page of a keyset list whose cursor variable is `after`. */
export const morePages = (connection: Connection, query: PagedQuery): MorePages => ({
  hasMore: connection.pageInfo.hasNextPage,
  total: connection.totalCount,
  loading: query.networkStatus === NetworkStatus.fetchMore,
  // A failure shows through the query's own error; the rows loaded so far stay.
  onMore: () =>
    void query.fetchMore({ variables: { after: connection.pageInfo.endCursor } }).catch(() => undefined),
});
