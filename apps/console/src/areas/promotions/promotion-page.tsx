import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRef, useState, type ReactElement } from 'react';
import { word } from '../../format/words';
import { t } from '../../texts';
import { Loaded } from '../../ui/loaded';
import { Page, Section, titleOf } from '../../ui/page';
import { ChangesTab } from './changes/changes-tab';
import { DecisionBar } from './decision-bar';
import { DiscussionTab } from './discussion/discussion-tab';
import { nothingWritten } from './discussion/written';
import { EmergencyNotice } from './emergencies/emergency-notice';
import { EvidenceTab } from './gates/evidence-tab';
import { GateList } from './gates/gate-list';
import { promotionDocument, promotionStampDocument } from './operations';
import { stampOf, statusSentence, type Promotion } from './promotion';
import { RequestTabs } from './request-tabs';
import { RollbackNotice } from './rollback/rollback-notice';
import { SummaryTab } from './summary-tab';
import { SuspensionNotice } from './suspensions/suspension-notice';
import { StalePage } from './use-stale';

const route = getRouteApi('/in/promotions/$promotionId');
const pollEvery = 5_000;

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

function PromotionView(props: { promotion: Promotion; onReview: () => Promise<unknown> }): ReactElement {
  const { promotion, onReview } = props;
  const [busy, setBusy] = useState(false);
  const isStale = useIsStale(promotion) && !busy;
  const [written, write] = useState(nothingWritten);
  const status = useRef<HTMLParagraphElement>(null);
  // The button that was pressed goes away with the notice: the reader goes on where the page says what it is now.
  const review = () =>
    void onReview()
      .then(() => status.current?.focus())
      // What failed is shown above the page, and the notice stays.
      .catch(() => undefined);
  return (
    <StalePage value={isStale}>
      <p ref={status} tabIndex={-1} className="cs-sentence">
        <strong>{word('promotionState', promotion.state)}</strong>
        <span>{statusSentence(promotion)}</span>
      </p>
      <EmergencyNotice promotion={promotion} />
      <SuspensionNotice promotion={promotion} />
      <RollbackNotice promotion={promotion} />
      <RequestTabs
        parts={{
          summary: () => <SummaryTab promotion={promotion} />,
          evidence: () => <EvidenceTab promotion={promotion} />,
          changes: () => <ChangesTab key={stampOf(promotion)} promotion={promotion} />,
          checks: () => (
            <Section title={t('promotions.gates')}>
              <GateList promotion={promotion} />
            </Section>
          ),
          discussion: () => <DiscussionTab promotion={promotion} writing={{ written, write }} />,
        }}
      />
      <DecisionBar promotion={promotion} onReview={review} onBusy={setBusy} />
    </StalePage>
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
        {/* Its own for each promotion: no comment and no audit entry of one may stand under another. */}
        {(data) => (
          <PromotionView
            key={data.promotion.id}
            promotion={data.promotion}
            onReview={() => query.refetch()}
          />
        )}
      </Loaded>
    </Page>
  );
}
