import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { t } from '../../texts';
import { EmptyState } from '../../ui/empty-state';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { useNow } from '../../ui/use-now';
import { PermittedPage } from '../access/permitted-page';
import { inboxGroups, isAboutPromotion, itemKey, type InboxItem } from './inbox';
import { ApproveTogether } from './approve-together';
import { InboxEntry } from './inbox-entry';
import { MentionEntry } from './mention-entry';
import { inboxDocument } from './operations';
import { PolicyChangeEntry } from './policy-change-entry';

function Entry({ item, now }: { item: InboxItem; now: Date }): ReactElement {
  if (!isAboutPromotion(item)) return <PolicyChangeEntry item={item} now={now} />;
  return item.kind === 'MENTION' ? (
    <MentionEntry item={item} now={now} />
  ) : (
    <InboxEntry item={item} now={now} />
  );
}

function Nothing(): ReactElement {
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
}

function Groups({ items }: { items: readonly InboxItem[] }): ReactElement {
  const now = useNow();
  return (
    <>
      <ApproveTogether items={items.filter(isAboutPromotion)} />
      {items.length === 0 ? <Nothing /> : null}
      {inboxGroups(items, now).map(([urgency, members]) => (
        <section key={urgency} className="cs-section">
          <h2>{t(`inbox.groups.${urgency}`, { count: members.length })}</h2>
          <ul className="cs-plain-list">
            {members.map((item) => (
              <Entry key={itemKey(item)} item={item} now={now} />
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
