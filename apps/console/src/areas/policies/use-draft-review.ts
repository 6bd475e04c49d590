import { useApolloClient } from '@apollo/client/react';
import { useCallback, useState } from 'react';
import { policyDraftCheckDocument, policyDraftRehearsalDocument } from './operations';
import { useNewest } from './use-newest';
import { usualDays } from './dry-run';

/** How long somebody stops writing before the document is looked at. */
const stillFor = 400;

function present<Data>(data: Data | undefined): Data {
  if (data === undefined) throw new Error('The server gave no answer.');
  return data;
}

/** What the server says of a document while somebody writes it; nothing is kept there. */
export function useDraftReview(text: string) {
  const client = useApolloClient();
  const [days, setDays] = useState<number>(usualDays);
  const check = useCallback(
    async (document: string) => {
      const options = { variables: { document }, fetchPolicy: 'no-cache' as const };
      const { data } = await client.query({ query: policyDraftCheckDocument, ...options });
      return present(data).policyDraftCheck;
    },
    [client],
  );
  const rehearse = useCallback(
    async (document: string) => {
      const options = { variables: { document, days }, fetchPolicy: 'no-cache' as const };
      const { data } = await client.query({ query: policyDraftRehearsalDocument, ...options });
      return present(data).policyDraftCheck.dryRun;
    },
    [client, days],
  );
  const checked = useNewest(text, check, stillFor);
  const isSound = checked.isCurrent && checked.answer?.faults.length === 0;
  const rehearsed = useNewest(isSound ? text : null, rehearse, 0);
  return { checked, rehearsed, isSound, days, setDays };
}
