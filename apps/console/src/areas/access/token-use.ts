import type { TokenScope } from '../../gql/graphql';

/** Lines to try a token with, as one would type them in a shell. */
export interface TokenUse {
  curl: string;
  /** Null where the command line has nothing for this scope. */
  cli: string | null;
}

const question = `{"query":"{ models { totalCount } }"}`;

/** How a token is used, for what its scope allows: one that reads nothing is shown with an upload. */
export function tokenUse(
  scope: TokenScope,
  { origin, secret }: { origin: string; secret: string },
): TokenUse {
  const authorization = `-H 'Authorization: Bearer ${secret}'`;
  const curl =
    scope === 'INGEST'
      ? `curl -fsS ${origin}/v1/uploads ${authorization} \\\n  -H 'Content-Type: application/octet-stream' -H 'X-File-Name: rows.csv' --data-binary @rows.csv`
      : `curl -fsS ${origin}/graphql ${authorization} \\\n  -H 'Content-Type: application/json' -d '${question}'`;
  const cli =
    scope === 'ADMIN'
      ? `countersign token create --name ci --scope write --server ${origin} --token ${secret}`
      : null;
  return { curl, cli };
}
