import type { PromotionChangesQuery } from '../../gql/graphql';

export type Change = PromotionChangesQuery['promotion']['changes'][number];
export type ChangePart = Change['part'];

/** In the order in which a reviewer asks: what it measures, what it was made of, what it is. */
const order: readonly ChangePart[] = [
  'GATE',
  'REPORTED_METRIC',
  'TRAINING_DATA',
  'BASELINE',
  'SCHEMA',
  'DESCRIPTION',
  'ARTIFACT',
];

/** The lines of each part that has any. */
export const changesByPart = (changes: readonly Change[]): [ChangePart, Change[]][] =>
  order
    .map((part): [ChangePart, Change[]] => [part, changes.filter((change) => change.part === part)])
    .filter(([, lines]) => lines.length > 0);
