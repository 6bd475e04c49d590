import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { t } from '../../texts';
import { EmptyState } from '../../ui/empty-state';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { useNow } from '../../ui/use-now';
import { PermittedPage } from '../access/permitted-page';
import { inboxGroups, type InboxItem } from './inbox';
import { InboxEntry } from './inbox-entry';
import { inboxDocument } from './operations';

function Groups({ items }: { items: readonly InboxItem[] }): ReactElement {
  const now = useNow();
  if (items.length === 0)
    return (
      <EmptyState
        title={t('inbox.empty.title')}
        why={t('inbox.empty.why')}
        next={
          <>
            {t('inbox.empty.next')} <Link to="/promotions">{t('inbox.empty.all')}</Link>
          </>
        }
      />
    );
  return (
    <>
      {inboxGroups(items, now).map(([urgency, members]) => (
        <section key={urgency} className="cs-section">
          <h2>{t(`inbox.groups.${urgency}`, { count: members.length })}</h2>
          <ul className="cs-plain-list">
            {members.map((item) => (
              <InboxEntry key={item.promotion.id} item={item} now={now} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Inbox(): ReactElement {
  const query = useQuery(inboxDocument);
  return (
    <Page title={t('inbox.title')} lead={t('inbox.lead')}>
      <Loaded query={query} rows={6}>
        {({ inbox }) => <Groups items={inbox} />}
      </Loaded>
    </Page>
  );
}

/** What waits for the reader, by urgency. */
export function InboxPage(): ReactElement {
  return (
    <PermittedPage permission="promotion.read" title={t('inbox.title')}>
      <Inbox />
    </PermittedPage>
  );
}
