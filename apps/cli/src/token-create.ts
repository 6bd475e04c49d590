import { ApiClient, ApiError, UnreachableError } from '@countersign/client/api';
import { type Command, type OptionValues } from './command';
import { localServer } from './data-dir';
import { UsageError } from './usage-error';

const scopes = ['ingest', 'read', 'write', 'admin'];

const document = `mutation CreateServiceToken($input: CreateServiceTokenInput!) {
  createServiceToken(input: $input) {
    __typename
    ... on ServiceTokenCreated { id name scope secret expiresAt }
    ... on Refusal { code message }
  }
}`;

interface Created {
  __typename: 'ServiceTokenCreated';
  id: string;
  name: string;
  scope: string;
  secret: string;
  expiresAt: string;
}

interface Refused {
  __typename: 'Refusal';
  code: string;
  message: string;
}

export const tokenCreate: Command = {
  usage:
    'countersign token create --name N [--scope ingest|read|write|admin] [--workspace W] [--expires DAYS] [--sponsor EMAIL] [--data-dir DIR | --server URL --token T] [--json]',
  options: {
    name: { type: 'string' },
    scope: { type: 'string', default: 'read' },
    workspace: { type: 'string' },
    expires: { type: 'string', default: '90' },
    sponsor: { type: 'string' },
    server: { type: 'string' },
    token: { type: 'string' },
    'data-dir': { type: 'string' },
  },
  hasNoReport: true,
  run: async ({ values }) => {
    const answer = await create(inputOf(values), new ApiClient(addressOf(values)));
    if (answer.__typename === 'Refusal')
      throw new UsageError(
        answer.code === 'MEMBER_DEACTIVATED' ? `--sponsor: ${answer.message}` : answer.message,
      );
    const { id, name, scope, secret, expiresAt } = answer;
    const json = { schema: 'countersign.token/1', id, name, scope: scope.toLowerCase(), secret, expiresAt };
    return { json, report: secret, note: `Shown this once. Scope ${json.scope}, until ${expiresAt}.` };
  },
};

async function create(input: Record<string, unknown>, client: ApiClient): Promise<Created | Refused> {
  try {
    const answer = await client.graphql<{ createServiceToken: Created | Refused }>(document, { input });
    return answer.createServiceToken;
  } catch (error) {
    if (error instanceof ApiError && error.field === 'sponsorEmail')
      throw new UsageError(`--sponsor: ${error.message}`);
    if (error instanceof ApiError || error instanceof UnreachableError) throw new UsageError(error.message);
    throw error;
  }
}

function inputOf({ name, scope, workspace, expires, sponsor }: OptionValues): Record<string, unknown> {
  if (typeof name !== 'string' || name === '')
    throw new UsageError('--name is missing: what is the token for?');
  if (typeof scope !== 'string' || !scopes.includes(scope))
    throw new UsageError(`--scope is one of ${scopes.join(', ')}.`);
  const days = Number(expires);
  if (!Number.isInteger(days) || days < 1 || days > 366)
    throw new UsageError('--expires is a number of days, 1 to 366.');
  if (sponsor === '')
    throw new UsageError('--sponsor is the e-mail address of the member who answers for the token.');
  return { name, scope: scope.toUpperCase(), workspace, expiresInDays: days, sponsorEmail: sponsor };
}

/** An address and token as given, else the server of the data directory with its owner's secret. */
function addressOf(values: OptionValues): { server: string; token: string } {
  const [server, token, dataDir] = [values['server'], values['token'], values['data-dir']].map((value) =>
    typeof value === 'string' ? value : undefined,
  );
  if (token) return { server: server ?? 'http://localhost:4000', token };
  const local = localServer(dataDir);
  return { server: server ?? local.server, token: local.token };
}
