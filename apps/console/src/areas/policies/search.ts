import { textOf } from '../../app/search';

/** `template`: the name of a template to begin with; `from`: the id of a published policy. An empty document without. */
export interface DraftSearch {
  template?: string;
  from?: string;
}

export const parseDraftSearch = (raw: Record<string, unknown>): DraftSearch => ({
  template: textOf(raw.template),
  from: textOf(raw.from),
});
