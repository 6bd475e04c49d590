import { useQuery } from '@apollo/client/react';
import type { ReactElement } from 'react';
import { formatCount } from '../../format/numbers';
import { t } from '../../texts';
import { DigestText } from '../../ui/digest-text';
import { auditLogHeadDocument } from './operations';

function Head(): ReactElement | null {
  const { data } = useQuery(auditLogHeadDocument, { fetchPolicy: 'network-only' });
  if (!data) return null;
  const { size, hash } = data.auditLogHead;
  return (
    <p>
      {t('auditLog.proof.head', { size: formatCount(size) })} <DigestText digest={hash} />
    </p>
  );
}

/** What the chain proves and what it does not, with the head to note down elsewhere. */
export function ProofNote(): ReactElement {
  return (
    <details className="cs-note">
      <summary>{t('auditLog.proof.title')}</summary>
      <p>{t('auditLog.proof.proved')}</p>
      <p>{t('auditLog.proof.notProved')}</p>
      <Head />
    </details>
  );
}
