import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useEffect, useMemo } from 'react';
import { monitorHistoryDocument } from './operations';
import { pairResult } from './pair-result';

/** Every day a fairness monitor took, oldest first, page after page; `complete` is false while pages are still coming. */
export function useHistory(monitorId: string) {
  const query = useQuery(monitorHistoryDocument, { variables: { id: monitorId } });
  const { data, error, networkStatus, fetchMore } = query;
  const { pageInfo, nodes } = data?.monitor.history ?? {};
  useEffect(() => {
    if (!pageInfo?.hasNextPage || error || networkStatus === NetworkStatus.fetchMore) return;
    // A failing page shows through the query's error.
    fetchMore({ variables: { after: pageInfo.endCursor } }).catch(() => undefined);
  }, [pageInfo, error, networkStatus, fetchMore]);
  const history = useMemo(() => (nodes ?? []).map(pairResult).reverse(), [nodes]);
  return { query, history, complete: pageInfo?.hasNextPage === false };
}
