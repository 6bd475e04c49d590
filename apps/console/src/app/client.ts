import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { keysetPages } from './keyset';

/** The GraphQL client of the console: cookie session, keyset lists merged page by page. */
export function makeClient(): ApolloClient {
  return new ApolloClient({
    // A page opened again shows what is known at once and asks the server for what has changed.
    defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' } },
    link: new HttpLink({ uri: '/graphql', credentials: 'same-origin' }),
    cache: new InMemoryCache({
      typePolicies: {
        Query: {
          fields: {
            datasets: keysetPages(),
            models: keysetPages(),
            promotions: keysetPages(['state']),
            monitorResults: keysetPages(['runId']),
            auditLog: keysetPages(),
          },
        },
        Dataset: { fields: { versions: keysetPages() } },
        Model: { fields: { versions: keysetPages() } },
        ModelVersion: {
          fields: { monitors: keysetPages(), fairnessAudits: keysetPages(), promotions: keysetPages() },
        },
        Monitor: { fields: { runs: keysetPages() } },
        // Values without an identity of their own: a newer answer replaces the older one whole.
        Viewer: { merge: false },
        Traffic: { merge: false },
        PerformanceReport: { merge: false },
        Estimate: { merge: false },
      },
    }),
  });
}
