import { countOf } from '../../app/search';

/** `version`: the number of the version whose monitors, audits and promotions are shown; the latest without it. */
export interface ModelSearch {
  version?: number;
}

export const parseModelSearch = (raw: Record<string, unknown>): ModelSearch => ({
  version: countOf(raw.version),
});
