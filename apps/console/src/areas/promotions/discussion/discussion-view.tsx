import { useQuery } from '@apollo/client/react';
import { Button, Group } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { formatInstant } from '../../../format/times';
import type { PromotionDiscussionQuery } from '../../../gql/graphql';
import { t } from '../../../texts';
import { Loaded } from '../../../ui/loaded';
import { Section } from '../../../ui/page';
import { ProblemAlert, RefusalAlert } from '../../../ui/refusal-alert';
import { CommentComposer } from './comment-composer';
import { CommentText } from './comment-text';
import { discussionByRound } from './discussion';
import { DiscussionEntry } from './discussion-entry';
import { promotionDiscussionDocument } from './discussion-operations';
import type { Promotion } from '../promotion';
import { asShown, useComments, type OnRecord } from './use-comments';
import { useMentionablePeople } from './use-mentionable-people';
import { useSeenMentions } from './use-seen-mentions';
import type { UnsentComment, Writing } from './written';

const pollEvery = 5_000;
const pageSize = 100;
const mostComments = 500;

type Discussed = PromotionDiscussionQuery['promotion'];

function Unsent(props: { comment: UnsentComment; onAgain: () => void; onDiscard: () => void }): ReactElement {
  const { comment, onAgain, onDiscard } = props;
  const { at, failure } = comment;
  return (
    <li className="cs-vote cs-comment">
      <p className="cs-muted">
        {formatInstant(at)} <em>({t(failure ? 'discussion.failed' : 'discussion.sending')})</em>
      </p>
      <blockquote>
        <CommentText comment={asShown(comment)} />
      </blockquote>
      {failure ? (
        <>
          <RefusalAlert refusal={failure.refusal} />
          <ProblemAlert problem={failure.problem} />
          <Group gap="xs">
            <Button size="compact-sm" variant="default" onClick={onAgain}>
              {t('discussion.again')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={onDiscard}>
              {t('discussion.discard')}
            </Button>
          </Group>
        </>
      ) : null}
    </li>
  );
}

function Older(props: { discussed: Discussed; onMore: (() => void) | null }): ReactElement | null {
  const { discussed, onMore } = props;
  const { nodes, pageInfo } = discussed.comments;
  if (!pageInfo.hasNextPage) return null;
  return (
    <p className="cs-note">
      {t('discussion.oldest', { count: nodes.length })}{' '}
      {onMore ? (
        <Button size="compact-sm" variant="default" onClick={onMore}>
          {t('discussion.older')}
        </Button>
      ) : null}
    </p>
  );
}

function Rounds({ promotion, discussed }: { promotion: Promotion; discussed: Discussed }): ReactElement {
  const { nodes: comments } = discussed.comments;
  const fresh = useSeenMentions(comments);
  const { refusals, reinstatements } = discussed;
  const { round: present, votes, waivers } = promotion;
  const said = { round: present, votes, waivers, comments, refusals, reinstatements };
  return (
    <>
      {discussionByRound(said).map(({ round, entries }) => (
        <section key={round}>
          <h3>{t(round === present ? 'discussion.current' : 'discussion.round', { round })}</h3>
          {entries.length === 0 ? <p className="cs-muted">{t('discussion.none')}</p> : null}
          <ol className="cs-plain-list">
            {entries.map((entry) => (
              <DiscussionEntry
                key={entry.id}
                entry={entry}
                promotion={promotion}
                isForYou={fresh.has(entry.id)}
              />
            ))}
          </ol>
        </section>
      ))}
      <p role="status" className="cs-hidden">
        {t('discussion.count', { count: comments.length })}
      </p>
    </>
  );
}

interface SayProps {
  writing: Writing;
  promotionId: string;
  record: OnRecord;
}

function Say({ writing, promotionId, record }: SayProps): ReactElement {
  const { unsent, send, sendAgain, drop } = useComments(promotionId, writing, record);
  const { people, ask } = useMentionablePeople(record.authorId);
  return (
    <>
      {unsent.length > 0 ? (
        <ol className="cs-plain-list">
          {unsent.map((comment) => (
            <Unsent
              key={comment.key}
              comment={comment}
              onAgain={() => void sendAgain(comment)}
              onDiscard={() => drop(comment.key)}
            />
          ))}
        </ol>
      ) : null}
      <CommentComposer
        {...writing}
        above={(record.comments?.length ?? 0) + unsent.length}
        people={people}
        onMention={ask}
        onSend={(draft) => void send(draft)}
      />
    </>
  );
}

interface DiscussionProps {
  promotion: Promotion;
  writing: Writing;
  viewerId: string;
  /** Whether the reader may say something. */
  mayComment: boolean;
}

/** What was said with decisions and beside them, in one order, and where the reader says something. */
export function Discussion({ promotion, writing, viewerId, mayComment }: DiscussionProps): ReactElement {
  const [first, setFirst] = useState(pageSize);
  const query = useQuery(promotionDiscussionDocument, {
    variables: { id: promotion.id, first },
    pollInterval: pollEvery,
  });
  const data = query.data ?? query.previousData;
  return (
    <Section title={t('discussion.title')}>
      <p className="cs-note">{t('discussion.lead')}</p>
      <Loaded query={{ ...query, data: data as typeof query.data }} rows={3}>
        {({ promotion: discussed }) => (
          <>
            <Older
              discussed={discussed}
              onMore={first < mostComments ? () => setFirst(first + pageSize) : null}
            />
            <Rounds promotion={promotion} discussed={discussed} />
          </>
        )}
      </Loaded>
      {mayComment ? (
        <Say
          writing={writing}
          promotionId={promotion.id}
          record={{
            authorId: viewerId,
            comments: data?.promotion.comments.nodes ?? null,
            look: () => query.refetch().then((found) => found.data?.promotion.comments.nodes ?? []),
          }}
        />
      ) : null}
    </Section>
  );
}
