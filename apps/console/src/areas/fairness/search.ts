import { textOf } from '../../app/search';

/** `attribute`: the audited attributes joined by `+`, such as `race` or `race+sex`. */
export interface FairnessSearch {
  attribute?: string;
}

export const parseFairnessSearch = (raw: Record<string, unknown>): FairnessSearch => ({
  attribute: textOf(raw.attribute),
});
