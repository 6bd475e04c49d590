import { eeocFourFifths } from './eeoc-four-fifths';
import { type LawPack, type LawPackId } from './law-pack';
import { nycLl144 } from './nyc-ll144';

/** Every law pack there is, by its id. */
export const lawPacks: Readonly<Record<LawPackId, LawPack>> = {
  'eeoc-four-fifths': eeocFourFifths,
  'nyc-ll144': nycLl144,
};
