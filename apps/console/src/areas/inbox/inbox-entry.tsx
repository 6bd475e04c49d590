import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { distanceTo } from '../../format/spans';
import { formatInstant } from '../../format/times';
import { listOf, word } from '../../format/words';
import { t } from '../../texts';
import { Icon } from '../../ui/icons';
import { Facts } from '../../ui/page';
import { holdUps, type InboxItem } from './inbox';

function Due({ due, now }: { due: string; now: Date }): ReactElement {
  const { isPast, span } = distanceTo(due, now);
  return (
    <span className={isPast ? 'cs-tone-alert' : undefined}>
      {isPast ? <Icon name="alert" /> : null} {t(isPast ? 'inbox.overdue' : 'inbox.dueIn', { span })}{' '}
      <span className="cs-nowrap">{formatInstant(due)}</span>
    </span>
  );
}

function HoldUps({ promotion }: { promotion: InboxItem['promotion'] }): ReactElement | null {
  const { gates, voters } = holdUps(promotion);
  if (gates.length + voters.length === 0) return null;
  return (
    <p className="cs-tone-alert">
      <Icon name="alert" />{' '}
      {gates.length > 0 ? t('inbox.blockedBy', { count: gates.length, gates: listOf(gates) }) : ''}{' '}
      {voters.length > 0
        ? t('promotions.status.changes', { count: voters.length, names: listOf(voters) })
        : ''}
    </p>
  );
}

/** The first part to read: who votes reads what is asked, who answers reads what holds it up. */
function tabFor({ kind, promotion }: InboxItem) {
  if (kind !== 'ANSWER') return undefined;
  return holdUps(promotion).gates.length > 0 ? 'checks' : 'discussion';
}

/** One thing that waits: what it is, about which version, since when, until when, and what is in its way. */
export function InboxEntry({ item, now }: { item: InboxItem; now: Date }): ReactElement {
  const { kind, promotion, since, due } = item;
  const { modelVersion, environment, alias, slots } = promotion;
  const open = slots.filter(({ filledBy }) => !filledBy).map(({ role }) => word('role', role).toLowerCase());
  return (
    <li className="cs-card cs-inbox-entry">
      <p className="cs-muted">{word('inboxKind', kind)}</p>
      <h3>
        <Link
          to="/promotions/$promotionId"
          params={{ promotionId: promotion.id }}
          search={{ tab: tabFor(item) }}
        >
          {t('inbox.entry', { model: modelVersion.model.name, number: modelVersion.number })}
        </Link>
      </h3>
      <HoldUps promotion={promotion} />
      <Facts
        facts={[
          [t('promotions.target'), `${word('environment', environment)} (${alias})`],
          [t('inbox.waiting'), t('inbox.waits', { span: distanceTo(since, now).span })],
          [t('inbox.due'), due === null ? t('inbox.noDue') : <Due key="due" due={due} now={now} />],
          [t('inbox.requestedBy'), promotion.requestedBy.name],
          [t('inbox.missing'), open.length > 0 ? listOf(open) : t('ui.none')],
        ]}
      />
    </li>
  );
}
