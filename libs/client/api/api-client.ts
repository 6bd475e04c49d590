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
    const answer = await readJson(response);
    const [error] = answer.errors ?? [];
    const { code = 'INTERNAL', field } = error?.extensions ?? {};
    if (error) throw new ApiError(code, error.message, field);
    return answer.data as Data;
  }

  private async post(path: string, body: string): Promise<Response> {
    const { server, token } = this.options;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    try {
      return await fetch(new URL(path, server), { method: 'POST', headers, body });
    } catch (error) {
      throw new UnreachableError(`No server answers at ${server}.`, { cause: error });
    }
  }
}

async function readJson(response: Response): Promise<GraphqlAnswer> {
  const text = await response.text();
  try {
    return JSON.parse(text) as GraphqlAnswer;
  } catch {
    throw new ApiError(
      `HTTP_${response.status}`,
      `The server answered ${response.status} with something that is not JSON.`,
    );
  }
}
