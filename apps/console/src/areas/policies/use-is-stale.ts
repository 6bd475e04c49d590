import { useQuery } from '@apollo/client/react';
import type { PolicyChangeStampQuery } from '../../gql/graphql';
import type { PolicyChange } from './change-decision';
import { policyChangeStampDocument } from './operations';

const pollEvery = 5_000;

/** Differs whenever something happened that whoever decides must see before. */
function stampOf({ state, votes, viewerDecision }: PolicyChangeStampQuery['policyChange']): string {
  return [state, votes.length, viewerDecision.allowed, viewerDecision.code].join('|');
}

/** True when the server holds something of a change that the page does not show yet. */
export function useIsStale(shown: PolicyChange): boolean {
  const { data } = useQuery(policyChangeStampDocument, {
    variables: { id: shown.id },
    // Not cached: writing it would change the page under the reader, which is what must not happen.
    fetchPolicy: 'no-cache',
    pollInterval: pollEvery,
  });
  return data !== undefined && stampOf(data.policyChange) !== stampOf(shown);
}
