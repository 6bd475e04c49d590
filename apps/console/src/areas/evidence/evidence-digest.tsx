import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { t } from '../../texts';
import { DigestText, shortDigest } from '../../ui/digest-text';

/** The digest of a report as a link to the report itself, with its copy button. */
export function EvidenceDigest({ digest }: { digest: string | null | undefined }): ReactElement {
  if (!digest) return <DigestText digest={digest} />;
  const link = (
    <Link
      to="/evidence/$digest"
      params={{ digest }}
      aria-label={t('evidence.open', { digest: digest.slice(0, 12) })}
    >
      <code title={digest}>{shortDigest(digest)}</code>
    </Link>
  );
  return <DigestText digest={digest} shown={link} />;
}
