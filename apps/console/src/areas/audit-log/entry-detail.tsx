import type { ReactElement } from 'react';
import { t } from '../../texts';
import { DigestText } from '../../ui/digest-text';
import { Facts } from '../../ui/page';
import { EntryProof } from './entry-proof';
import type { Entry } from './verify-loaded';

/** What an entry holds beyond its row, and the way to prove that the log holds it. */
export function EntryDetail({ entry }: { entry: Entry }): ReactElement {
  return (
    <div className="cs-entry">
      <Facts
        facts={[
          [t('auditLog.hash'), <DigestText key="hash" digest={entry.hash} />],
          [t('auditLog.previousHash'), <DigestText key="previous" digest={entry.previousHash} />],
        ]}
      />
      <h2>{t('auditLog.payload')}</h2>
      {entry.payload == null ? (
        <p className="cs-muted">{t('auditLog.erased')}</p>
      ) : (
        <pre className="cs-code">{JSON.stringify(entry.payload, null, 2)}</pre>
      )}
      <h2>{t('auditLog.canonical')}</h2>
      <pre className="cs-code cs-code-wrap">{entry.canonical}</pre>
      <EntryProof entry={entry} />
    </div>
  );
}
