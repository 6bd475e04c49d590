import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import { t } from '../../texts';
import { DigestText } from '../../ui/digest-text';
import { Facts, Section } from '../../ui/page';
import { DissentSection } from './dissent/dissent-section';
import type { Promotion } from './promotion';
import { SlotList } from './slot-list';

function PassportLink({ promotionId }: { promotionId: string }): ReactElement {
  return (
    <Link to="/promotions/$promotionId/passport" params={{ promotionId }}>
      {t('passport.open')}
    </Link>
  );
}

function PromotionFacts({ promotion }: { promotion: Promotion }): ReactElement {
  const { champion, policy, deadlineAt, approvedAt, expiresAt, activatedAt } = promotion;
  const instants = [
    [t('promotions.decideBy'), approvedAt ? null : deadlineAt],
    [t('promotions.approved'), approvedAt],
    [t('promotions.expires'), expiresAt],
    [t('promotions.activated'), activatedAt],
  ] as const;
  return (
    <Facts
      facts={[
        [t('promotions.target'), `${word('environment', promotion.environment)} (${promotion.alias})`],
        [t('promotions.round'), promotion.round],
        [
          t('promotions.requested'),
          t('models.by', { instant: formatInstant(promotion.requestedAt), name: promotion.requestedBy.name }),
        ],
        [
          t('promotions.champion'),
          champion ? t('models.version', { number: champion.number }) : t('promotions.noChampion'),
        ],
        [t('promotions.policy'), t('promotions.policyText', { name: policy.name, version: policy.version })],
        [t('models.digest'), <DigestText key="artifact" digest={promotion.modelVersion.artifactDigest} />],
        [t('promotions.subject'), <DigestText key="subject" digest={promotion.subjectDigest} />],
        ...instants.flatMap(([name, at]) => (at ? [[name, formatInstant(at)] as const] : [])),
        ...(approvedAt
          ? [[t('passport.title'), <PassportLink key="passport" promotionId={promotion.id} />] as const]
          : []),
      ]}
    />
  );
}

/** What is asked in plain words and why, and who signs. */
export function SummaryTab({ promotion }: { promotion: Promotion }): ReactElement {
  return (
    <>
      {promotion.brief.length > 0 ? (
        <Section title={t('promotions.brief')}>
          <ul className="cs-brief">
            {promotion.brief.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={t('promotions.rationale')}>
        <p className="cs-lead" dir="auto">
          {promotion.rationale}
        </p>
      </Section>
      {/* A vote or another round may have brought more. */}
      <DissentSection key={`${promotion.round} ${promotion.votes.length}`} promotionId={promotion.id} />
      <PromotionFacts promotion={promotion} />
      <Section title={t('promotions.slots')}>
        <SlotList slots={promotion.slots} />
      </Section>
    </>
  );
}
