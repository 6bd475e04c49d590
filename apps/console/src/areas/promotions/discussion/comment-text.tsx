import { commentParts } from '@countersign/domain/approvals';
import type { ReactElement } from 'react';
import type { PromotionCommentPartsFragment } from '../../../gql/graphql';
import { t } from '../../../texts';

export type PromotionComment = PromotionCommentPartsFragment;

/** The words of a comment and nothing else: lines as they were written, members by their names, no page and no link. */
export function CommentText({
  comment: { text, mentions },
}: {
  comment: Pick<PromotionComment, 'text' | 'mentions'>;
}): ReactElement {
  const nameOf = (id: string) => mentions.find((member) => member.id === id)?.name ?? id;
  const parts = commentParts(text);
  const named = parts.flatMap((part) => ('memberId' in part ? [part.memberId] : []));
  const besides = mentions.filter(({ id }) => !named.includes(id));
  return (
    <>
      <p className="cs-comment-text" dir="auto">
        {parts.map((part, place) =>
          'text' in part ? (
            part.text
          ) : (
            <strong key={place} className="cs-mention">
              <bdi>@{nameOf(part.memberId)}</bdi>
            </strong>
          ),
        )}
      </p>
      {besides.length > 0 ? (
        <p className="cs-muted">
          {t('discussion.also', { names: besides.map(({ name }) => `@${name}`).join(', ') })}
        </p>
      ) : null}
    </>
  );
}
