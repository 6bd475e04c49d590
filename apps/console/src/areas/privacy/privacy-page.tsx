import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { AdministrationParts } from '../../app/administration';
import { usePermission } from '../../app/use-permission';
import { t } from '../../texts';
import { Loaded } from '../../ui/loaded';
import { morePages } from '../../ui/more-pages';
import { Page, Section } from '../../ui/page';
import { PermittedPage } from '../access/permitted-page';
import { ErasureEffects } from './erasure-effects';
import { HoldsTable } from './holds-table';
import { auditDetailRetentionDocument, legalHoldsDocument } from './operations';
import { PlaceHoldForm } from './place-hold-form';
import { retentionText } from './retention';
import { RetentionForm } from './retention-form';

function Erasing(): ReactElement {
  const { denied } = usePermission('member.erase');
  return (
    <Section title={t('privacy.erasing.title')}>
      <p className="cs-note">
        {t('privacy.erasing.how')} {denied ?? <Link to="/people">{t('privacy.erasing.people')}</Link>}
      </p>
      <details className="cs-note">
        <summary>{t('privacy.erasing.guide')}</summary>
        <ErasureEffects />
      </details>
    </Section>
  );
}

function Holds(): ReactElement {
  const query = useQuery(legalHoldsDocument);
  const { denied } = usePermission('hold.place');
  return (
    <Section title={t('privacy.hold.title')} actions={<PlaceHoldForm denied={denied} />}>
      <p className="cs-note">{t('privacy.hold.why')}</p>
      <Loaded query={query}>
        {({ legalHolds }) => <HoldsTable holds={legalHolds.nodes} more={morePages(legalHolds, query)} />}
      </Loaded>
    </Section>
  );
}

function Retention(): ReactElement {
  const query = useQuery(auditDetailRetentionDocument);
  const { denied } = usePermission('retention.set');
  const months = query.data?.auditDetailRetention.months;
  return (
    <Section
      title={t('privacy.retention.title')}
      // Not before the answer is there: the form begins with what is set.
      actions={query.data ? <RetentionForm months={months} denied={denied} /> : undefined}
    >
      <Loaded query={query} rows={2}>
        {({ auditDetailRetention }) => (
          <p>
            <strong>{retentionText(auditDetailRetention.months)}</strong>
          </p>
        )}
      </Loaded>
      <p className="cs-note">{t('privacy.retention.what')}</p>
    </Section>
  );
}

/** What is known of people: how it is erased, what is held, and how long details are kept. */
export function PrivacyPage(): ReactElement {
  return (
    <PermittedPage permission="hold.read" title={t('privacy.title')}>
      <Page title={t('privacy.title')} lead={t('privacy.lead')}>
        <AdministrationParts />
        <Holds />
        <Retention />
        <Erasing />
      </Page>
    </PermittedPage>
  );
}
