import type { ReactElement } from 'react';
import { t } from '../../../texts';
import type { Candidate } from './mention-draft';

interface PeopleListProps {
  id: string;
  people: readonly Candidate[];
  /** The place of the one that Enter takes. */
  chosen: number;
  onTake: (candidate: Candidate) => void;
}

/** People to choose from while the focus stays in the text. */
export function PeopleList({ id, people, chosen, onTake }: PeopleListProps): ReactElement {
  return (
    <ul id={id} role="listbox" aria-label={t('discussion.compose.people')} className="cs-people-list">
      {people.map((candidate, place) => (
        // The keys are the text's: an option never has the focus.
        <li
          key={candidate.id}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === chosen}
          // Before the text loses the focus, which would close the list.
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(candidate);
          }}
        >
          {candidate.name}
        </li>
      ))}
    </ul>
  );
}
