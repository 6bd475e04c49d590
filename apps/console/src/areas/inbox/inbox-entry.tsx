import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { distanceTo } from '../../format/spans';
import { formatInstant } from '../../format/times';
import { listOf, withinSentence, word } from '../../format/words';
import { t } from '../../texts';
import { Icon } from '../../ui/icons';
import { Facts } from '../../ui/page';
import { SuspensionFindings } from '../promotions/suspensions/suspension-findings';
import { isOwnReview } from './alike';
import { holdUps, type PromotionItem } from './inbox';

/** Until when; what is due since it began to wait is not late, but for nobody to leave lying. */
function Due({ due, since, now }: { due: string; since: string; now: Date }): ReactElement {
  const { isPast, span } = distanceTo(due, now);
  if (due === since)
    return (
      <span className="cs-tone-alert">
        <Icon name="alert" /> {t('inbox.atOnce')}
      </span>
    );
  return (
    <span className={isPast ? 'cs-tone-alert' : undefined}>
      {isPast ? <Icon name="alert" /> : null} {t(isPast ? 'inbox.overdue' : 'inbox.dueIn', { span })}{' '}
      <span className="cs-nowrap">{formatInstant(due)}</span>
    </span>
  );
}

function HoldUps({ promotion }: { promotion: PromotionItem['promotion'] }): ReactElement | null {
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

/** What somebody has to look at: why an approval is suspended and what was found, or why somebody went back. */
function Looks({ promotion }: { promotion: PromotionItem['promotion'] }): ReactElement | null {
  const { suspension, rollback, modelVersion } = promotion;
  if (rollback) {
    const { by, at, reason, restored } = rollback;
    const what = { name: by.name, number: restored.number, instant: formatInstant(at), reason };
    return <p>{t('living.rollback.what', what)}</p>;
  }
  if (!suspension) return null;
  const { reason, fallback, findings } = suspension;
  const place = { modelId: modelVersion.model.id, version: modelVersion.number };
  return (
    <>
      <p>{reason}</p>
      <SuspensionFindings findings={findings} place={place} />
      <p>
        {fallback
          ? t('promotions.suspension.fallback', { number: fallback.number })
          : t('promotions.suspension.noFallback')}
      </p>
    </>
  );
}

/** The first part to read: who votes reads what is asked, who answers reads what holds it up. */
function tabFor({ kind, promotion }: PromotionItem) {
  if (kind !== 'ANSWER') return undefined;
  return holdUps(promotion).gates.length > 0 ? 'checks' : 'discussion';
}

/** What is asked of the reader: something themselves, or the votes that they were given, or both. */
function asked(item: PromotionItem): string {
  const { kind, onBehalfOf } = item;
  const own = word('inboxKind', kind);
  if (onBehalfOf.length === 0) return own;
  const others = t('delegations.waits', { names: listOf(onBehalfOf.map(({ name }) => name)) });
  return kind === 'REVIEW' && !isOwnReview(item) ? others : `${own}. ${others}`;
}

/** One thing that waits: what it is, about which version, since when, until when, and what is in its way. */
export function InboxEntry({ item, now }: { item: PromotionItem; now: Date }): ReactElement {
  const { promotion, since, due } = item;
  const { modelVersion, environment, alias, slots } = promotion;
  const open = slots
    .filter(({ filledBy }) => !filledBy)
    .map(({ role }) => withinSentence(word('role', role)));
  return (
    <li className="cs-card cs-inbox-entry">
      <p className="cs-muted">{asked(item)}</p>
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
      <Looks promotion={promotion} />
      <Facts
        facts={[
          [t('promotions.target'), `${word('environment', environment)} (${alias})`],
          [t('inbox.waiting'), t('inbox.waits', { span: distanceTo(since, now).span })],
          [
            t('inbox.due'),
            due === null ? t('inbox.noDue') : <Due key="due" due={due} since={since} now={now} />,
          ],
          [t('inbox.requestedBy'), promotion.requestedBy.name],
          [t('inbox.missing'), open.length > 0 ? listOf(open) : t('ui.none')],
        ]}
      />
    </li>
  );
}
