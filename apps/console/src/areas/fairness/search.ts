import { oneOf, textOf } from '../../app/search';
import { steps, type StepName } from './set-up/steps';

/** `attribute`: the audited attributes joined by `+`, such as `race` or `race+sex`. */
export interface FairnessSearch {
  attribute?: string;
}

export const parseFairnessSearch = (raw: Record<string, unknown>): FairnessSearch => ({
  attribute: textOf(raw.attribute),
});

/** `version`: the model version to audit; `step`: the part of the set-up in view. */
export interface SetUpSearch {
  version?: string;
  step?: StepName;
}

export const parseSetUpSearch = (raw: Record<string, unknown>): SetUpSearch => ({
  version: textOf(raw.version),
  step: oneOf(raw.step, steps),
});

/** `before`, `after`: the two audits; `attribute` as on the page of an audit. */
export interface CompareSearch extends FairnessSearch {
  before?: string;
  after?: string;
}

export const parseCompareSearch = (raw: Record<string, unknown>): CompareSearch => ({
  before: textOf(raw.before),
  after: textOf(raw.after),
  attribute: textOf(raw.attribute),
});
