import type { ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import { t } from '../../texts';
import { votesByRound, type Promotion, type Vote } from './promotion';

function VoteEntry({ vote }: { vote: Vote }): ReactElement {
  const decision = word('decision', vote.decision).toLowerCase();
  return (
    <li className="cs-vote">
      <p>
        <strong>{t('promotions.votes.entry', { name: vote.person.name, decision })}</strong>
        {vote.role ? ` ${t('promotions.votes.as', { role: word('role', vote.role) })}` : ''}
        <span className="cs-muted"> {formatInstant(vote.castAt)}</span>
        {vote.counts ? null : <em className="cs-muted"> ({t('promotions.votes.notCounted')})</em>}
      </p>
      {vote.comment ? <blockquote>{vote.comment}</blockquote> : null}
    </li>
  );
}

/** Every decision, by round, the present round first. */
export function VoteTimeline({ promotion }: { promotion: Promotion }): ReactElement {
  return (
    <>
      {votesByRound(promotion).map(({ round, votes }) => (
        <section key={round}>
          <h3>
            {round === promotion.round
              ? t('promotions.votes.current', { round })
              : t('promotions.votes.round', { round })}
          </h3>
          {votes.length === 0 ? <p className="cs-muted">{t('promotions.votes.none')}</p> : null}
          <ol className="cs-plain-list">
            {votes.map((vote) => (
              <VoteEntry key={vote.id} vote={vote} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}
