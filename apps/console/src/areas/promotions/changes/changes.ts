import type { PromotionChangesQuery } from '../../../gql/graphql';
import { t } from '../../../texts';

export type Changed = PromotionChangesQuery['promotion'];
export type Change = Changed['changes'][number];
export type ChangePart = Change['part'];

/** In the order in which a reviewer asks: what it measures, what it was made of, what it is. */
const order: readonly ChangePart[] = [
  'GATE',
  'REPORTED_METRIC',
  'TRAINING_DATA',
  'BASELINE',
  'SCHEMA',
  'CODE',
  'ENVIRONMENT',
  'PACKAGE',
  'DESCRIPTION',
  'ARTIFACT',
];

/** The lines of each part that has any. */
export const changesByPart = (changes: readonly Change[]): [ChangePart, Change[]][] =>
  order
    .map((part): [ChangePart, Change[]] => [part, changes.filter((change) => change.part === part)])
    .filter(([, lines]) => lines.length > 0);

/** What a line is about, in the reader's words where the server has a word of its own, or none since the part is one thing. */
export function lineName({ part, name }: Pick<Change, 'part' | 'name'>): string {
  if (part === 'CODE') return t(name === 'commit' ? 'models.making.commit' : 'models.making.repository');
  return name === '' ? t(`promotions.changes.line.${part as SinglePart}`) : name;
}

type SinglePart = Exclude<ChangePart, 'CODE' | 'SCHEMA' | 'REPORTED_METRIC' | 'GATE'>;

/** What stands where a version has nothing: of some parts there is always something, and nobody said what. */
export function nothingText({ part, name }: Pick<Change, 'part' | 'name'>): string {
  const isClaim = name === '' || part === 'CODE';
  return t(isClaim ? 'promotions.changes.untold' : 'ui.none');
}
