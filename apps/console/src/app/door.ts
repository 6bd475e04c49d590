import type { Problem } from './errors';

/** A door of the server refused or failed; `problem` says why. */
export class DoorFailure extends Error {
  constructor(readonly problem: Problem) {
    super(problem.cause);
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The JSON object of an answer; empty for a proxy's page instead of JSON, whose status says enough. */
export async function readJson(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}

/** What the problem JSON of a door says (RFC 9457), or its status where it says nothing. */
export function doorFailure(body: Record<string, unknown>, response: Response): DoorFailure {
  return new DoorFailure({
    cause: textOf(body.detail) ?? textOf(body.title) ?? `HTTP ${response.status}`,
    code: textOf(body.code) ?? `HTTP_${response.status}`,
    field: textOf(body.field),
    requestId: response.headers.get('x-request-id') ?? undefined,
  });
}
