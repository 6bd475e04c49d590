import { t } from '../../texts';

interface Named {
  name: string;
}

/** Who voted, and for whom where it was for somebody else. */
export function voterName(person: Named, onBehalfOf: Named | null): string {
  return onBehalfOf === null
    ? person.name
    : t('delegations.for', { name: person.name, other: onBehalfOf.name });
}
