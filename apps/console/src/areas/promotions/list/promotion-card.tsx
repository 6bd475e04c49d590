import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { listOf, withinSentence, word } from '../../../format/words';
import { t } from '../../../texts';
import { Icon } from '../../../ui/icons';
import { ageOf, passedGates, type Age, type PromotionRow } from './board';
import { closedGates } from '../promotion';

/** The words say what the bar shows. */
function AgeBar({ age: { text, share } }: { age: Age }): ReactElement {
  return (
    <p className="cs-age">
      {share === undefined ? null : (
        <span className="cs-age-bar" aria-hidden="true">
          <span style={{ inlineSize: `${share * 100}%` }} />
        </span>
      )}
      <span className="cs-muted">{text}</span>
    </p>
  );
}

/** What is in the way of an open promotion: gates that do not pass, seats without a signature. */
function InTheWay({ row }: { row: PromotionRow }): ReactElement | null {
  if (row.state !== 'BLOCKED' && row.state !== 'IN_REVIEW') return null;
  const closed = closedGates(row.gates);
  const open = row.slots
    .filter(({ filledBy }) => !filledBy)
    .map(({ role }) => withinSentence(word('role', role)));
  return (
    <>
      {closed.length > 0 ? (
        <p className="cs-tone-alert">
          <Icon name="alert" />{' '}
          {t('promotions.board.closed', { count: closed.length, gates: listOf(closed) })}
        </p>
      ) : null}
      {open.length > 0 ? <p>{t('promotions.board.missing', { roles: listOf(open) })}</p> : null}
    </>
  );
}

/** One promotion on the board. */
export function PromotionCard({ row, now }: { row: PromotionRow; now: Date }): ReactElement {
  const { modelVersion, environment, alias, gates } = row;
  return (
    <li className="cs-card cs-board-card">
      <Link to="/promotions/$promotionId" params={{ promotionId: row.id }}>
        {modelVersion.model.name}, {t('models.version', { number: modelVersion.number }).toLowerCase()}
      </Link>
      <p className="cs-muted">
        {word('environment', environment)} ({alias})
      </p>
      <p>
        {t('promotions.gates')}: {t('promotions.gatesPassed', { passed: passedGates(row), of: gates.length })}
      </p>
      <InTheWay row={row} />
      <AgeBar age={ageOf(row, now)} />
    </li>
  );
}
