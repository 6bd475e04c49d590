import { countOf } from '../../app/search';

/** `version`: number of the dataset version shown; the latest without it. */
export interface DatasetSearch {
  version?: number;
}

export const parseDatasetSearch = (raw: Record<string, unknown>): DatasetSearch => ({
  version: countOf(raw.version),
});
