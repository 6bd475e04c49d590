import { doorFailure, readJson } from '../../app/door';
import { downloadBlob } from '../../ui/download';

export interface DownloadedBundle {
  fileName: string;
  bytes: number;
}

const nameIn = (disposition: string | null): string =>
  /filename="([A-Za-z0-9._-]+)"/.exec(disposition ?? '')?.[1] ?? 'audit.ndjson';

/** Takes a range of the log from its door and hands it to the browser as a file. Throws DoorFailure. */
export async function downloadBundle(range: { from: string; to: string }): Promise<DownloadedBundle> {
  const asked = Object.entries(range).filter(([, value]) => value !== '');
  const response = await fetch(`/v1/audit/export?${new URLSearchParams(asked).toString()}`, {
    credentials: 'same-origin',
  });
  if (!response.ok) throw doorFailure(await readJson(response), response);
  const blob = await response.blob();
  const fileName = nameIn(response.headers.get('content-disposition'));
  downloadBlob(fileName, blob);
  return { fileName, bytes: blob.size };
}
