import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { t } from '../../texts';

/** Where the audit log holds a change, as the answers of mutations tell it. */
export interface EntryPlace {
  sequence: number;
}

/** The way to the entry that records a change. */
export function EntryLink({ entry: { sequence } }: { entry: EntryPlace }): ReactElement {
  return (
    <Link to="/audit/entries/$sequence" params={{ sequence: String(sequence) }}>
      {t('auditLog.recorded', { sequence })}
    </Link>
  );
}

/** What was done, with the entry that records it. */
export function Recorded({ entry, children }: { entry: EntryPlace; children: ReactNode }): ReactElement {
  return (
    <p className="cs-tone-ok">
      {children} <EntryLink entry={entry} />
    </p>
  );
}
