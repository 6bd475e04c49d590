import { doorFailure, readJson } from './door';

/** A file that the server has stored; the id names it in the mutation that uses it. */
export interface Uploaded {
  id: string;
  /** Lower-case hex of the bytes. */
  sha256: string;
  bytes: number;
  fileName: string;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Sends the bytes of a file as they are. Throws DoorFailure with the server's problem. */
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
  throw doorFailure(body, response);
}
