import { verifyBundle, type BundleOptions, type BundleVerification } from '@countersign/domain/audit-log';

/** Small enough that the page answers between two pieces. */
const pieceSize = 128 * 1024;

/** Reads a file piece by piece, letting the page breathe in between; ends early when it is told to stop. */
async function* piecesOf(file: Blob, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += pieceSize) {
    const bytes = await file.slice(at, at + pieceSize).arrayBuffer();
    if (signal.aborted) return;
    yield new Uint8Array(bytes);
  }
}

export interface VerifyRequest {
  file: Blob;
  known: BundleOptions;
  signal: AbortSignal;
  onProgress: (bytes: number) => void;
}

/** Checks a file where it lies: no byte of it leaves this machine. Null when it was stopped. */
export async function verifyFile(request: VerifyRequest): Promise<BundleVerification | null> {
  const { file, known, signal, onProgress } = request;
  const result = await verifyBundle(piecesOf(file, signal), { ...known, progress: onProgress });
  return signal.aborted ? null : result;
}
