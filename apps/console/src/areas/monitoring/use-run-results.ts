import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { runResultsDocument } from './operations';
import type { Result } from './result';

const nothing: readonly Result[] = [];

/** Every result of a run, page after page; `complete` is false while pages are still coming. */
export function useRunResults(runId: string) {
  const query = useQuery(runResultsDocument, { variables: { runId } });
  const { data, error, networkStatus, fetchMore } = query;
  const pageInfo = data?.monitorResults.pageInfo;
  useEffect(() => {
    if (!pageInfo?.hasNextPage || error || networkStatus === NetworkStatus.fetchMore) return;
    // A failing page shows through the query's error.
    fetchMore({ variables: { after: pageInfo.endCursor } }).catch(() => undefined);
  }, [pageInfo, error, networkStatus, fetchMore]);
  return { query, results: data?.monitorResults.nodes ?? nothing, complete: pageInfo?.hasNextPage === false };
}
