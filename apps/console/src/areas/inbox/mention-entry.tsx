import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { distanceTo } from '../../format/spans';
import { word } from '../../format/words';
import { t } from '../../texts';
import { Facts } from '../../ui/page';
import { CommentText } from '../promotions/discussion/comment-text';
import type { PromotionItem } from './inbox';

/** What somebody said who mentions the reader: the last of it, and where the rest is. */
export function MentionEntry({ item, now }: { item: PromotionItem; now: Date }): ReactElement {
  const { kind, promotion, comments, since } = item;
  const { modelVersion, environment, alias } = promotion;
  const last = comments.at(-1);
  return (
    <li className="cs-card cs-inbox-entry">
      <p className="cs-muted">{word('inboxKind', kind)}</p>
      <h3>
        <Link
          to="/promotions/$promotionId"
          params={{ promotionId: promotion.id }}
          search={{ tab: 'discussion' }}
        >
          {t('inbox.entry', { model: modelVersion.model.name, number: modelVersion.number })}
        </Link>
      </h3>
      {last ? (
        <div className="cs-vote">
          <p>{t('inbox.said', { count: comments.length, name: last.author.name })}</p>
          <blockquote>
            <CommentText comment={last} />
          </blockquote>
        </div>
      ) : null}
      <Facts
        facts={[
          [t('promotions.target'), `${word('environment', environment)} (${alias})`],
          [t('inbox.waiting'), t('inbox.waits', { span: distanceTo(since, now).span })],
        ]}
      />
    </li>
  );
}
