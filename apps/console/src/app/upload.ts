import type { Problem } from './errors';

/** A file that the server has stored; the id names it in the mutation that uses it. */
export interface Uploaded {
  id: string;
  /** Lower-case hex of the bytes. */
  sha256: string;
  bytes: number;
  fileName: string;
}

/** The upload was refused or failed; `problem` says why. */
export class UploadFailure extends Error {
  constructor(readonly problem: Problem) {
    super(problem.cause);
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

async function readJson(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    // A proxy's page instead of JSON: the status below says enough.
    return {};
  }
}

/** Sends the bytes of a file as they are. Throws UploadFailure with the server's problem. */
export async function uploadFile(file: File): Promise<Uploaded> {
  const response = await fetch('/v1/uploads', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent(file.name) },
    body: file,
  });
  const body = await readJson(response);
  const [id, sha256, fileName] = [textOf(body.id), textOf(body.sha256), textOf(body.fileName)];
  if (response.ok && id && sha256)
    return { id, sha256, fileName: fileName ?? file.name, bytes: Number(body.bytes ?? file.size) };
  throw new UploadFailure({
    cause: textOf(body.detail) ?? textOf(body.title) ?? `HTTP ${response.status}`,
    code: textOf(body.code) ?? `HTTP_${response.status}`,
    field: textOf(body.field),
    requestId: response.headers.get('x-request-id') ?? undefined,
  });
}
