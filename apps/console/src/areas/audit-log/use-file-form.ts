import type { BundleOptions } from '@countersign/domain/audit-log';
import { useState, type FormEvent } from 'react';
import { knownFrom, nothingKnown, type KnownFaults } from './known-from-elsewhere';

/** What checks a file. */
interface FileChecker {
  start: (file: File, known: BundleOptions) => Promise<void>;
  /** What came of another file is shown no longer. */
  forget: () => void;
}

/** A file from elsewhere and what its reader knows to compare it with; checked once both can be read. */
export function useFileForm({ start, forget }: FileChecker) {
  const [file, setFile] = useState<File | null>(null);
  const [texts, setTexts] = useState(nothingKnown);
  const [faults, setFaults] = useState<KnownFaults>({});
  const send = (event: FormEvent) => {
    event.preventDefault();
    const known = knownFrom(texts);
    setFaults('faults' in known ? known.faults : {});
    if (file && 'options' in known) void start(file, known.options);
  };
  const choose = (chosen: File | null) => {
    forget();
    setFile(chosen);
  };
  return { send, choose, known: { texts, faults, onChange: setTexts } };
}
