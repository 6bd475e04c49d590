import { Skeleton, Stack } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { t } from '../texts';
import { ErrorState } from './error-state';

/** The parts of a query's result that decide what is shown. */
export interface QueryResult<TData> {
  data?: TData;
  error?: unknown;
  refetch: () => Promise<unknown>;
}

/** Grey bars in the place of what is coming, announced once. */
export function Waiting({ rows = 4 }: { rows?: number }): ReactElement {
  return (
    <Stack gap="sm" role="status" aria-label={t('ui.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={row === 0 ? 28 : 18} width={`${100 - row * 12}%`} />
      ))}
    </Stack>
  );
}

/** Shows the answer of a query, the wait for it, or why it failed; an older answer stays visible under a failed refresh. */
export function Loaded<TData>(props: {
  query: QueryResult<TData>;
  rows?: number;
  children: (data: TData) => ReactNode;
}): ReactElement {
  const { query, rows, children } = props;
  const retry = () => void query.refetch().catch(() => undefined);
  return (
    <>
      {query.error ? <ErrorState error={query.error} onRetry={retry} /> : null}
      {query.data ? children(query.data) : query.error ? null : <Waiting rows={rows} />}
    </>
  );
}
