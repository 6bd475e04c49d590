import { formatDay } from '../../format/times';
import type { VaultCollectionPartsFragment } from '../../gql/graphql';
import { t } from '../../texts';

export type Collection = VaultCollectionPartsFragment;

/** What changes a collection, and why the reader may not. */
export interface ChangeProps {
  collection: Collection;
  denied?: string | undefined;
}

/** Whether audits can read it. */
export const isReadable = ({ erasedAt, keptUntil }: Collection, now = new Date()): boolean =>
  erasedAt === null && (keptUntil === null || new Date(keptUntil) > now);

export function stateText(collection: Collection): string {
  if (collection.erasedAt !== null) return t('vault.deleted');
  return isReadable(collection) ? t('vault.held') : t('vault.over');
}

export const termText = ({ keptUntil }: Collection): string =>
  keptUntil === null ? t('vault.noTerm') : formatDay(keptUntil);

export const namesOf = ({ attributes }: Collection): string => attributes.map(({ name }) => name).join(', ');

const day = 24 * 60 * 60 * 1000;

/** The end of a UTC day, yyyy-mm-dd; null where none is named. */
export const endOfDay = (text: string): string | null =>
  text === '' ? null : new Date(Date.parse(`${text}T00:00:00Z`) + day).toISOString();
