import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import { t } from '../../texts';
import { DigestText } from '../../ui/digest-text';
import { Loaded } from '../../ui/loaded';
import { Facts, Page, Section, titleOf } from '../../ui/page';
import { DecisionBar } from './decision-bar';
import { GateList } from './gate-list';
import { promotionDocument, promotionStampDocument } from './operations';
import { stampOf, statusSentence, type Promotion } from './promotion';
import { SlotList } from './slot-list';
import { VoteTimeline } from './vote-timeline';

const route = getRouteApi('/in/promotions/$promotionId');
const pollEvery = 5_000;

function PromotionFacts({ promotion }: { promotion: Promotion }): ReactElement {
  const { champion, policy, approvedAt, expiresAt, activatedAt } = promotion;
  const instants = [
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
      ]}
    />
  );
}

/** True when the server holds something that the page does not show yet. */
function useIsStale(shown: Promotion): boolean {
  const { data } = useQuery(promotionStampDocument, {
    variables: { id: shown.id },
    // Not cached: writing it would change the page under the reader, which is what must not happen.
    fetchPolicy: 'no-cache',
    pollInterval: pollEvery,
  });
  return data !== undefined && stampOf(data.promotion) !== stampOf(shown);
}

function PromotionView(props: { promotion: Promotion; onReview: () => void }): ReactElement {
  const { promotion, onReview } = props;
  const isStale = useIsStale(promotion);
  const [busy, setBusy] = useState(false);
  return (
    <>
      <p className="cs-sentence">
        <strong>{word('promotionState', promotion.state)}</strong>
        <span>{statusSentence(promotion)}</span>
      </p>
      <Section title={t('promotions.rationale')}>
        <p className="cs-lead">{promotion.rationale}</p>
      </Section>
      <PromotionFacts promotion={promotion} />
      <Section title={t('promotions.gates')}>
        <GateList promotion={promotion} />
      </Section>
      <Section title={t('promotions.slots')}>
        <SlotList slots={promotion.slots} />
      </Section>
      <Section title={t('promotions.votes.title')}>
        <VoteTimeline promotion={promotion} />
      </Section>
      <DecisionBar promotion={promotion} isStale={isStale && !busy} onReview={onReview} onBusy={setBusy} />
    </>
  );
}

/** One promotion: what is asked, what speaks for it, who signed, and the reviewer's decision. */
export function PromotionPage(): ReactElement {
  const { promotionId } = route.useParams();
  const query = useQuery(promotionDocument, { variables: { id: promotionId } });
  const promotion = query.data?.promotion;
  const title =
    promotion &&
    t('promotions.one', {
      model: promotion.modelVersion.model.name,
      number: promotion.modelVersion.number,
      environment: word('environment', promotion.environment).toLowerCase(),
    });
  const crumbs = [
    <Link key="promotions" to="/promotions">
      {t('promotions.title')}
    </Link>,
    promotion ? (
      <Link key="model" to="/models/$modelId" params={{ modelId: promotion.modelVersion.model.id }}>
        {promotion.modelVersion.model.name}
      </Link>
    ) : null,
  ];
  return (
    <Page title={titleOf(query, title)} crumbs={crumbs}>
      <Loaded query={query} rows={8}>
        {(data) => <PromotionView promotion={data.promotion} onReview={() => void query.refetch()} />}
      </Loaded>
    </Page>
  );
}
