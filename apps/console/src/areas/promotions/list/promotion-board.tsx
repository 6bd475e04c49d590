import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { useId, useState, type ReactElement } from 'react';
import { formatCount } from '../../../format/numbers';
import { word } from '../../../format/words';
import type { PromotionState } from '../../../gql/graphql';
import { t } from '../../../texts';
import { EmptyState } from '../../../ui/empty-state';
import { Loaded } from '../../../ui/loaded';
import { morePages } from '../../../ui/more-pages';
import { useNow } from '../../../ui/use-now';
import { boardColumns, endedStates, type OpenState } from './board';
import { endedCountsDocument, promotionCountsDocument, promotionsDocument } from '../operations';
import { PromotionCard } from './promotion-card';

/** How many promotions are in each of some states. */
type Counts<State extends PromotionState = PromotionState> = Readonly<Record<State, { totalCount: number }>>;
const sumOf = <State extends PromotionState>(counts: Counts<State>, states: readonly State[]): number =>
  states.reduce((sum, state) => sum + counts[state].totalCount, 0);
const openStates = boardColumns.flatMap(({ states }): readonly OpenState[] => states);
const headOf = (name: string, count: number): string =>
  t('promotions.board.head', { name, total: formatCount(count) });

/** The promotions in one state, page by page. */
function StateList({ state, labelledBy }: { state: PromotionState; labelledBy: string }): ReactElement {
  const query = useQuery(promotionsDocument, { variables: { state } });
  const now = useNow();
  return (
    <Loaded query={query}>
      {({ promotions }) => {
        const { hasMore, loading, onMore } = morePages(promotions, query);
        return (
          <>
            <ul className="cs-plain-list" aria-labelledby={labelledBy}>
              {promotions.nodes.map((row) => (
                <PromotionCard key={row.id} row={row} now={now} />
              ))}
            </ul>
            {hasMore ? (
              <Button variant="default" onClick={onMore} loading={loading}>
                {t('ui.loadMore')}
              </Button>
            ) : null}
          </>
        );
      }}
    </Loaded>
  );
}

/** The states of a column that hold anything; each has a heading of its own where there are several. */
function States<State extends PromotionState>(props: {
  states: readonly State[];
  counts: Counts<State>;
  head: string;
}): ReactElement {
  const { states, counts, head } = props;
  const id = useId();
  const filled = states.filter((state) => counts[state].totalCount > 0);
  if (filled.length === 0) return <p className="cs-muted">{t('promotions.board.nothing')}</p>;
  if (states.length === 1) return <StateList state={filled[0] as PromotionState} labelledBy={head} />;
  return (
    <>
      {filled.map((state) => (
        <section key={state} className="cs-section">
          <h3 id={`${id}-${state}`}>{headOf(word('promotionState', state), counts[state].totalCount)}</h3>
          <StateList state={state} labelledBy={`${id}-${state}`} />
        </section>
      ))}
    </>
  );
}

function EndedStates({ head }: { head: string }): ReactElement {
  const query = useQuery(endedCountsDocument);
  return (
    <Loaded query={query}>{(counts) => <States states={endedStates} counts={counts} head={head} />}</Loaded>
  );
}

/** Asks for nothing before it is opened. */
function Ended({ count }: { count: number }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const head = useId();
  return (
    <details className="cs-board-ended" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2 id={head}>{headOf(t('promotions.board.ended'), count)}</h2>
      </summary>
      {isOpen ? <EndedStates head={head} /> : null}
    </details>
  );
}

function Columns({ counts, all }: { counts: Counts<OpenState>; all: number }): ReactElement {
  const id = useId();
  return (
    <>
      <div className="cs-board">
        {boardColumns.map(({ name, states }) => (
          <section key={name} className="cs-board-column">
            <h2 id={`${id}-${name}`}>{headOf(t(`promotions.board.${name}`), sumOf(counts, states))}</h2>
            <States states={states} counts={counts} head={`${id}-${name}`} />
          </section>
        ))}
      </div>
      <Ended count={all - sumOf(counts, openStates)} />
    </>
  );
}

/** Every promotion by where it stands: a list for each column, and cards that are links. */
export function PromotionBoard(): ReactElement {
  const query = useQuery(promotionCountsDocument);
  return (
    <Loaded query={query} rows={6}>
      {({ ALL: { totalCount: all }, ...counts }) => {
        if (all === 0)
          return (
            <EmptyState
              title={t('promotions.empty.title')}
              why={t('promotions.empty.why')}
              next={t('promotions.empty.next')}
            />
          );
        return (
          <>
            <p className="cs-note">{t('promotions.board.ageing')}</p>
            <Columns counts={counts} all={all} />
          </>
        );
      }}
    </Loaded>
  );
}
