import type { BundleOptions, BundleVerification } from '@countersign/domain/audit-log';
import { useRef, useState } from 'react';
import { verifyFile } from './verify-file';

export type Verification =
  | { state: 'idle' }
  | { state: 'reading'; done: number; total: number }
  | { state: 'stopped' }
  | { state: 'unreadable'; cause: string }
  | { state: 'done'; fileName: string; result: BundleVerification };

/** One file at a time; a new one, or the reader, stops the one under way. */
export function useVerification() {
  const [verification, setVerification] = useState<Verification>({ state: 'idle' });
  const running = useRef<AbortController | null>(null);
  const start = async (file: File, known: BundleOptions): Promise<void> => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    const show = (next: Verification) => (control.signal.aborted ? undefined : setVerification(next));
    const onProgress = (done: number) => show({ state: 'reading', done, total: file.size });
    onProgress(0);
    try {
      const result = await verifyFile({ file, known, signal: control.signal, onProgress });
      if (result) show({ state: 'done', fileName: file.name, result });
    } catch (error) {
      show({ state: 'unreadable', cause: error instanceof Error ? error.message : String(error) });
    }
  };
  const stop = () => {
    running.current?.abort();
    setVerification({ state: 'stopped' });
  };
  const forget = () => {
    running.current?.abort();
    setVerification({ state: 'idle' });
  };
  return { verification, start, stop, forget };
}
