import type { ReactElement } from 'react';
import type { PolicyDraftCheckQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { Section } from '../../ui/page';
import { placeOf, type Place } from './json-places';

type Fault = PolicyDraftCheckQuery['policyDraftCheck']['faults'][number];

interface FaultsProps {
  faults: readonly Fault[];
  /** The text that they are of. */
  text: string;
  onGo: (place: Place) => void;
}

/** What keeps a document from being a policy, each with its place; to press it leads there. */
export function Faults({ faults, text, onGo }: FaultsProps): ReactElement | null {
  if (faults.length === 0) return null;
  return (
    <Section title={t('policies.draft.faultsTitle')}>
      <ul className="cs-plain-list">
        {faults.map(({ pointer, expected }) => {
          const place = placeOf(text, pointer);
          const where = pointer === '' ? 'policies.draft.wholePlace' : 'policies.draft.place';
          return (
            <li key={`${pointer} ${expected}`}>
              <button type="button" className="cs-link-button" onClick={() => onGo(place)}>
                {t(where, { line: place.line, pointer })}
              </button>
              : {t('policies.draft.expected', { expected })}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
