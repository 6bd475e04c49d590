import { useState, type ReactElement } from 'react';
import { t } from '../texts';
import { Icon } from './icons';

/** A digest cut to its first twelve characters, with a button that copies all of it. */
export function DigestText({ digest }: { digest: string | null | undefined }): ReactElement {
  const [copied, setCopied] = useState(false);
  if (!digest) return <span className="cs-muted">{t('ui.digestNone')}</span>;
  const copy = () => void navigator.clipboard.writeText(digest).then(() => setCopied(true));
  return (
    <span className="cs-digest">
      <code title={digest}>{digest.slice(0, 12)}…</code>
      <button
        type="button"
        className="cs-icon-button"
        aria-label={t('ui.copyDigest', { digest: digest.slice(0, 12) })}
        onClick={copy}
      >
        <Icon name={copied ? 'ok' : 'copy'} />
      </button>
      <span role="status" className="cs-hidden">
        {copied ? t('ui.copied') : ''}
      </span>
    </span>
  );
}
