import { eeocFourFifths } from './eeoc-four-fifths';
import { type LawPack, type LawPackId } from './law-pack';
import { nycLl144 } from './nyc-ll144';

/** The newest version of every law pack, by its id. */
export const lawPacks: Readonly<Record<LawPackId, LawPack>> = {
  'eeoc-four-fifths': eeocFourFifths,
  'nyc-ll144': nycLl144,
};

/** Versions before the newest: what applied one is shown and computed again by that one. */
const earlier: readonly LawPack[] = [];

/** A law pack at a version; null for one that this code does not hold. */
export function lawPackAt(id: string, version: number): LawPack | null {
  return (
    [...Object.values(lawPacks), ...earlier].find((pack) => pack.id === id && pack.version === version) ??
    null
  );
}
