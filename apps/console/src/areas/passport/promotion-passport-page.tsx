import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { usePermission } from '../../app/use-permission';
import { t } from '../../texts';
import { Loaded } from '../../ui/loaded';
import { Page, titleOf } from '../../ui/page';
import { promotionDocument } from '../promotions/operations';
import { stampOf, type Promotion } from '../promotions/promotion';
import { NoPassport, whyNoPassport } from './no-passport';
import { TakePassport } from './take-passport';

const route = getRouteApi('/in/promotions/$promotionId/passport');

function PassportView({ promotion }: { promotion: Promotion }): ReactElement {
  const { denied } = usePermission('audit.read');
  const why = whyNoPassport(promotion, denied);
  if (why !== null) return <NoPassport promotionId={promotion.id} why={why} />;
  return <TakePassport key={stampOf(promotion)} promotion={promotion} />;
}

/** The passport of one promotion: what it is, what this one holds, and whether it holds up. */
export function PromotionPassportPage(): ReactElement {
  const { promotionId } = route.useParams();
  const query = useQuery(promotionDocument, { variables: { id: promotionId } });
  const version = query.data?.promotion.modelVersion;
  const name = version && { model: version.model.name, number: version.number };
  const crumbs = [
    <Link key="promotions" to="/promotions">
      {t('promotions.title')}
    </Link>,
    <Link key="promotion" to="/promotions/$promotionId" params={{ promotionId }}>
      {name && t('passport.of', name)}
    </Link>,
  ];
  return (
    <Page
      title={titleOf(query, name && t('passport.one', name))}
      crumbs={name ? crumbs : crumbs.slice(0, 1)}
      lead={t('passport.lead')}
    >
      <Loaded query={query}>{({ promotion }) => <PassportView promotion={promotion} />}</Loaded>
    </Page>
  );
}
