import { ApiError, UnreachableError } from './api-error';

export interface ApiClientOptions {
  /** Address of the server, such as http://localhost:4000. */
  server: string;
  /** Bearer token. */
  token: string;
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
    const answer = await readJson<GraphqlAnswer>(response);
    const [error] = answer.errors ?? [];
    const { code = 'INTERNAL', field } = error?.extensions ?? {};
    if (error) throw new ApiError(code, error.message, field);
    return answer.data as Data;
  }

  /**
   * Reads a door that answers JSON; its shape is the door's.
   * @throws ApiError when the server refuses; UnreachableError when none answers
   */
  async get<Answer>(path: string, query: Record<string, string>): Promise<Answer> {
    const response = await this.send(`${path}?${new URLSearchParams(query)}`, {});
    const answer = await readJson<Answer & { code?: string; detail?: string; field?: string }>(response);
    if (response.ok) return answer;
    const { code = `HTTP_${response.status}`, detail = 'The server refused.', field } = answer;
    throw new ApiError(code, detail, field);
  }

  private post(path: string, body: string): Promise<Response> {
    return this.send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  }

  private async send(path: string, { headers, ...request }: RequestInit): Promise<Response> {
    const { server, token } = this.options;
    try {
      return await fetch(new URL(path, server), {
        ...request,
        headers: { ...(headers as Record<string, string>), authorization: `Bearer ${token}` },
      });
    } catch (error) {
      throw new UnreachableError(`No server answers at ${server}.`, { cause: error });
    }
  }
}

async function readJson<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Answer;
  } catch {
    throw new ApiError(
      `HTTP_${response.status}`,
      `The server answered ${response.status} with something that is not JSON.`,
    );
  }
}
