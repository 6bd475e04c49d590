import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { map } from 'rxjs';
import { keysetPages } from './keyset';

/** Puts the request id of the response header beside each error, so that support can find it in the log. */
const nameRequest = new ApolloLink((operation, forward) =>
  forward(operation).pipe(
    map((result) => {
      const { response } = operation.getContext();
      const requestId: unknown = response instanceof Response ? response.headers.get('x-request-id') : null;
      if (!requestId || !('errors' in result) || !result.errors) return result;
      const errors = result.errors.map((error) => ({
        ...error,
        extensions: { requestId, ...error.extensions },
      }));
      return { ...result, errors };
    }),
  ),
);

/** The GraphQL client of the console: cookie session, keyset lists merged page by page. */
export function makeClient(): ApolloClient {
  return new ApolloClient({
    // A page opened again shows what is known at once and asks the server for what has changed.
    defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' } },
    link: ApolloLink.from([nameRequest, new HttpLink({ uri: '/graphql', credentials: 'same-origin' })]),
    cache: new InMemoryCache({
      typePolicies: {
        Query: {
          fields: {
            datasets: keysetPages(),
            vaultCollections: keysetPages(),
            models: keysetPages(),
            promotions: keysetPages(['state']),
            monitorResults: keysetPages(['runId']),
            auditLog: keysetPages(),
            auditCheckpoints: keysetPages(),
            members: keysetPages(),
            invitations: keysetPages(),
            serviceTokens: keysetPages(),
            workloadTrusts: keysetPages(),
            webhooks: keysetPages(),
            webhookDeliveries: keysetPages(['webhookId', 'state']),
            legalHolds: keysetPages(['memberId']),
          },
        },
        VaultCollection: { fields: { accesses: keysetPages() } },
        Dataset: { fields: { versions: keysetPages() } },
        Model: { fields: { versions: keysetPages() } },
        ModelVersion: {
          fields: { monitors: keysetPages(), fairnessAudits: keysetPages(), promotions: keysetPages() },
        },
        Monitor: { fields: { runs: keysetPages(), history: keysetPages() } },
        // Its id is one of the policy: the gates of two promotions bear the same, and are not the same.
        Gate: { keyFields: false },
        // Values without an identity of their own: a newer answer replaces the older one whole.
        Session: { merge: true },
        Viewer: { merge: false },
        SignInMethods: { merge: false },
        Traffic: { merge: false },
        PerformanceReport: { merge: false },
        Estimate: { merge: false },
      },
    }),
  });
}
