import type { ReactElement, ReactNode } from 'react';
import { t } from '../texts';
import { useCopy } from './copy';
import { Icon } from './icons';

interface DigestTextProps {
  digest: string | null | undefined;
  /** Show all of it. */
  whole?: boolean;
  /** In place of the digest as plain text, such as a link. */
  shown?: ReactNode;
}

/** The first twelve characters: enough to tell digests apart at a glance. */
export const shortDigest = (digest: string): string => `${digest.slice(0, 12)}…`;

/** A digest cut to its first twelve characters, with a button that copies all of it. */
export function DigestText({ digest, whole = false, shown }: DigestTextProps): ReactElement {
  const { copied, copy } = useCopy();
  if (!digest) return <span className="cs-muted">{t('ui.digestNone')}</span>;
  return (
    <span className={whole ? 'cs-digest cs-digest-whole' : 'cs-digest'}>
      {shown ?? <code title={digest}>{whole ? digest : shortDigest(digest)}</code>}
      <button
        type="button"
        className="cs-icon-button"
        aria-label={t('ui.copyDigest', { digest: digest.slice(0, 12) })}
        onClick={() => void copy(digest)}
      >
        <Icon name={copied === 'no' ? 'copy' : copied === 'yes' ? 'ok' : 'alert'} />
      </button>
      <span role="status" className="cs-hidden">
        {copied === 'no' ? '' : copied === 'yes' ? t('ui.copied') : t('ui.copyFailed')}
      </span>
    </span>
  );
}
