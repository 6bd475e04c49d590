import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatInstant } from '../../../format/times';
import { word } from '../../../format/words';
import type { PromotionDissentQuery } from '../../../gql/graphql';
import { t } from '../../../texts';
import { Section } from '../../../ui/page';
import { voterName } from '../../delegations/voter-name';
import { promotionDissentDocument } from './dissent-operations';

type Dissent = PromotionDissentQuery['promotion']['dissent'][number];

function Where({ dissent, promotionId }: { dissent: Dissent; promotionId: string }): ReactElement {
  const { round, environment, alias } = dissent;
  if (dissent.promotionId === promotionId) return <>{t('dissent.round', { round })}</>;
  return (
    <Link to="/promotions/$promotionId" params={{ promotionId: dissent.promotionId }}>
      {t('dissent.earlier', { environment: word('environment', environment), alias, round })}
    </Link>
  );
}

/** What others said against it, in any round and before: whoever approves later reads it first. Nothing where nobody did. */
export function DissentSection({ promotionId }: { promotionId: string }): ReactElement | null {
  const { data } = useQuery(promotionDissentDocument, {
    variables: { id: promotionId },
    fetchPolicy: 'cache-and-network',
  });
  const dissent = data?.promotion.dissent ?? [];
  if (dissent.length === 0) return null;
  return (
    <Section title={t('dissent.title')}>
      <p className="cs-note">{t('dissent.lead')}</p>
      <ul className="cs-plain-list">
        {dissent.map((each) => {
          const { id, person, onBehalfOf, decision, castAt, comment } = each;
          const said = word('decision', decision).toLowerCase();
          return (
            <li key={id} className="cs-vote">
              <p>
                <strong>
                  {t('promotions.votes.entry', { name: voterName(person, onBehalfOf), decision: said })}
                </strong>
                <span className="cs-muted"> {formatInstant(castAt)}</span>{' '}
                <Where dissent={each} promotionId={promotionId} />
              </p>
              {comment ? <blockquote>{comment}</blockquote> : null}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
