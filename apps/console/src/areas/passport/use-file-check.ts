import type { BundleOptions } from '@countersign/domain/audit-log';
import { useRef, useState } from 'react';
import { checkPassport, type CheckedPassport } from './check-passport';

export type FileCheck =
  | { state: 'idle' }
  | { state: 'checking'; fileName: string }
  | { state: 'unreadable'; cause: string }
  | ({ state: 'done' } & CheckedPassport);

/** One file at a time; what comes of an earlier one is not shown. */
export function useFileCheck() {
  const [check, setCheck] = useState<FileCheck>({ state: 'idle' });
  const latest = useRef(0);
  const start = async (file: File, known: BundleOptions): Promise<void> => {
    const mine = (latest.current += 1);
    const show = (next: FileCheck) => (mine === latest.current ? setCheck(next) : undefined);
    const { name: fileName } = file;
    show({ state: 'checking', fileName });
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      show({ state: 'done', ...(await checkPassport({ fileName, bytes }, known)) });
    } catch (error) {
      // Changed or removed since it was chosen.
      show({ state: 'unreadable', cause: error instanceof Error ? error.message : String(error) });
    }
  };
  const forget = () => {
    latest.current += 1;
    setCheck({ state: 'idle' });
  };
  return { check, start, forget };
}
