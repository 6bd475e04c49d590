import { useState } from 'react';

/** What became of a copy: browsers offer no clipboard to a page that came without encryption from another machine. */
export type Copied = 'no' | 'yes' | 'failed';

async function write(text: string): Promise<Copied> {
  try {
    await navigator.clipboard.writeText(text);
    return 'yes';
  } catch {
    return 'failed';
  }
}

/** Copies a text, and tells whether that worked. */
export function useCopy(): { copied: Copied; copy: (text: string) => Promise<Copied> } {
  const [copied, setCopied] = useState<Copied>('no');
  const copy = async (text: string) => {
    const outcome = await write(text);
    setCopied(outcome);
    return outcome;
  };
  return { copied, copy };
}
