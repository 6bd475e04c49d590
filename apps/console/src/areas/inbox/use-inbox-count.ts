import { useQuery } from '@apollo/client/react';
import { inboxCountDocument } from './operations';

const pollEvery = 60_000;

/** How many things wait for the reader, asked again every minute; undefined before the first answer. */
export function useInboxCount(isAsked: boolean): number | undefined {
  const { data } = useQuery(inboxCountDocument, {
    // Not cached: what is read here must not change the promotion that a page shows.
    fetchPolicy: 'no-cache',
    pollInterval: pollEvery,
    skip: !isAsked,
  });
  return data?.inbox.length;
}
