import type { ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { withinSentence, word } from '../../format/words';
import { t } from '../../texts';
import { voterName } from '../delegations/voter-name';
import type { Vote } from './promotion';
import { SignatureLine } from './signing/signature-line';

/** What somebody decided, in which role, and why. */
export function VoteEntry({ vote }: { vote: Vote }): ReactElement {
  const decision = word('decision', vote.decision).toLowerCase();
  return (
    <li className="cs-vote">
      <p>
        <strong>
          {t('promotions.votes.entry', { name: voterName(vote.person, vote.onBehalfOf), decision })}
        </strong>
        {vote.role ? ` ${t('promotions.votes.as', { role: withinSentence(word('role', vote.role)) })}` : ''}
        <span className="cs-muted"> {formatInstant(vote.castAt)}</span>
        {vote.counts ? null : <em className="cs-muted"> ({t('promotions.votes.notCounted')})</em>}
      </p>
      <SignatureLine vote={vote} />
      {vote.comment ? <blockquote>{vote.comment}</blockquote> : null}
    </li>
  );
}
