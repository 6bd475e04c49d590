import type { ReactElement } from 'react';
import { t } from '../../texts';
import { CopyField } from '../../ui/copy-field';
import { DigestText } from '../../ui/digest-text';
import { Facts, Section } from '../../ui/page';
import type { Audit } from './forest';

/** The digest of the evidence, and how anybody checks it without this server. */
export function EvidenceSection({
  audit,
}: {
  audit: Pick<Audit, 'evidenceDigest' | 'id' | 'isSuppressed'>;
}): ReactElement {
  const { id, evidenceDigest, isSuppressed } = audit;
  const file = `fairness-audit-${id}.json`;
  return (
    <Section title={t('fairnessFigures.evidence.title')}>
      <p className="cs-note">
        {t(isSuppressed ? 'fairnessFigures.evidence.leadSummary' : 'fairnessFigures.evidence.lead')}
      </p>
      <Facts
        wide
        facts={[
          [t('fairnessFigures.evidence.digest'), <DigestText key="digest" digest={evidenceDigest} whole />],
        ]}
      />
      {isSuppressed ? null : (
        <div className="cs-wide-form">
          <CopyField
            label={t('fairnessFigures.evidence.verify')}
            description={t('fairnessFigures.evidence.verifyText')}
            text={`sha256sum ${file}\ncountersign verify ${file}`}
          />
        </div>
      )}
    </Section>
  );
}
