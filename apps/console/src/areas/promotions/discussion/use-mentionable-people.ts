import { useApolloClient } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { mentionablePeopleDocument } from './discussion-operations';
import type { Candidate } from './mention-draft';

const mostPages = 4;

/** Everybody active but the reader, by name; asked for once somebody begins a mention. */
export function useMentionablePeople(viewerId: string): { people: readonly Candidate[]; ask: () => void } {
  const client = useApolloClient();
  const [people, setPeople] = useState<readonly Candidate[]>([]);
  const asked = useRef(false);
  // Not cached: the list of people on their own page has other pages.
  const pageAfter = (after: string | null) =>
    client.query({ query: mentionablePeopleDocument, variables: { after }, fetchPolicy: 'no-cache' });
  const load = async () => {
    const found: Candidate[] = [];
    let after: string | null = null;
    for (let page = 0; page < mostPages; page += 1) {
      const { data } = await pageAfter(after);
      if (!data) break;
      const { nodes, pageInfo } = data.members;
      found.push(...nodes.filter(({ id, deactivatedAt }) => deactivatedAt === null && id !== viewerId));
      after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
      if (after === null) break;
    }
    setPeople(found.sort((one, other) => one.name.localeCompare(other.name)));
  };
  const ask = () => {
    if (asked.current) return;
    asked.current = true;
    load().catch(() => {
      // A mention less, and asked again with the next one.
      asked.current = false;
    });
  };
  return { people, ask };
}
