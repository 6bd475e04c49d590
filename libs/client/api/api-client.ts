import { ApiError, UnreachableError } from './api-error';
import { type ReadResponse, sendRequest, type SentRequest } from './send-request';

export interface ApiClientOptions {
  /** Address of the server, such as http://localhost:4000. */
  server: string;
  /** Bearer token. */
  token: string;
  /** Milliseconds for one answer; half a minute unless told otherwise. */
  patience?: number;
}

interface GraphqlAnswer {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string; field?: string } }[];
}

/** Talks to a Countersign server as a service. */
export class ApiClient {
  constructor(private readonly options: ApiClientOptions) {}

  /**
   * Runs one GraphQL document and returns its data, whose shape the document decides.
   * @throws ApiError when the server refuses; UnreachableError when none answers
   */
  async graphql<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const response = await this.post('/graphql', JSON.stringify({ query, variables }));
    const answer = Object(readJson(response)) as GraphqlAnswer;
    const [error] = answer.errors ?? [];
    const { code = 'INTERNAL', field } = error?.extensions ?? {};
    if (error) throw new ApiError(code, error.message, { field });
    if (typeof answer.data !== 'object' || answer.data === null) throw notOurs(response);
    return answer.data as Data;
  }

  /**
   * Reads a door that answers JSON; nothing is known of its shape.
   * @throws ApiError when the server refuses; UnreachableError when none answers
   */
  async get(path: string, query: Record<string, string>): Promise<unknown> {
    const response = await this.send(`${path}?${new URLSearchParams(query)}`, { method: 'GET', headers: {} });
    const { status } = response;
    const answer = readJson(response);
    if (status === 200) return answer;
    const refusal = Object(answer) as { code?: unknown; detail?: unknown; field?: unknown };
    const said = (member: keyof typeof refusal, otherwise: string) =>
      typeof refusal[member] === 'string' ? refusal[member] : otherwise;
    const field = said('field', '') || undefined;
    throw new ApiError(said('code', `HTTP_${status}`), said('detail', 'The server refused.'), {
      field,
      status,
    });
  }

  private post(path: string, body: string): Promise<ReadResponse> {
    return this.send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  }

  private async send(
    path: string,
    { headers, ...request }: Omit<SentRequest, 'patience'>,
  ): Promise<ReadResponse> {
    const { server, token, patience = 30_000 } = this.options;
    try {
      return await sendRequest(new URL(path, server), {
        ...{ ...request, patience },
        headers: { ...headers, authorization: `Bearer ${token}` },
      });
    } catch (error) {
      throw new UnreachableError(`No server answers at ${server}.`, { cause: error });
    }
  }
}

function readJson({ status, text }: ReadResponse): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notOurs({ status }, 'JSON');
  }
}

function notOurs({ status }: Pick<ReadResponse, 'status'>, what = 'an answer of Countersign'): ApiError {
  const message = `The server answered ${status} with something that is not ${what}.`;
  return new ApiError(`HTTP_${status}`, message, { status });
}
