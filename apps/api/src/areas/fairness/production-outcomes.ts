import { Problem } from '../../server/problem';
import { outcomeValue } from './outcome-value';
import { type ProductionPlan } from './plan-population';
import { type ProductionRow } from './production-line';

/** Reads what was decided and what happened against the positive value. */
export class ProductionOutcomes {
  private readonly labels: OutcomeTexts;
  private readonly predictions: OutcomeTexts;
  private hasScores = false;

  /** @throws Problem BAD_INPUT when the positive value is empty */
  constructor(private readonly plan: Pick<ProductionPlan, 'positiveValue' | 'threshold'>) {
    const positive = outcomeValue(plan.positiveValue);
    if (positive === null) throw badInput('positiveValue', 'The positive value is empty.');
    this.labels = new OutcomeTexts(positive);
    this.predictions = new OutcomeTexts(positive);
  }

  /** Null where the label has not arrived. */
  actual({ label }: Pick<ProductionRow, 'label'>): boolean | null {
    return this.labels.read(label);
  }

  /** The logged decision, or the score held against the threshold. @throws Problem where the two are mixed up */
  predicted({ prediction, score }: Pick<ProductionRow, 'prediction' | 'score'>): boolean | null {
    const decided = this.predictions.read(prediction);
    if (this.predictions.values.size > 2) throw thirdValue([...this.predictions.values]);
    const hasScore = score !== null && Number.isFinite(score);
    this.hasScores ||= hasScore;
    const { threshold } = this.plan;
    if (threshold === null) return decided;
    if (decided !== null)
      throw badInput('production.threshold', 'The version logged decisions: no threshold makes others.');
    return hasScore ? score >= threshold : null;
  }

  /** @throws Problem BAD_INPUT where the rows hold no decision, or other values than the positive one */
  requireSense(): void {
    const { labels, predictions } = this;
    const isFound = labels.hasPositive || predictions.hasPositive;
    // Where all is 0 and 1 is positive, or the other way round, everybody was alike: a finding, and no misspelling.
    if (!isFound && !(labels.isBinary && predictions.isBinary))
      throw badInput(
        'positiveValue',
        `No prediction and no label of the window is "${this.plan.positiveValue}".`,
      );
    if (this.plan.threshold === null && this.hasScores && predictions.values.size === 0)
      throw badInput(
        'production.threshold',
        'The version logged scores and no decisions: a threshold makes them.',
      );
  }
}

/** More different texts than this are not remembered: numbers, and no outcomes. */
const mostKept = 1_000;

/** Texts of one kind, each compared with the positive value once. */
class OutcomeTexts {
  hasPositive = false;
  /** Whether the positive value and all values are 0 or 1. */
  isBinary: boolean;
  readonly values = new Set<string>();
  private readonly known = new Map<string, boolean | null>();

  constructor(private readonly positive: string) {
    this.isBinary = isBinary(positive);
  }

  read(text: string | null): boolean | null {
    if (text === null) return null;
    const before = this.known.get(text);
    if (before !== undefined) return before;
    const value = outcomeValue(text);
    const read = value === null ? null : value === this.positive;
    if (value !== null) {
      this.isBinary &&= isBinary(value);
      if (this.values.size < mostKept) this.values.add(value);
    }
    this.hasPositive ||= read === true;
    if (this.known.size < mostKept) this.known.set(text, read);
    return read;
  }
}

const isBinary = (value: string): boolean => value === '0' || value === '1';

/** A prediction is one of two: a third value cannot be meant as either. */
function thirdValue([first, second, third]: readonly string[]): Problem {
  const message = `The predictions say "${first}", "${second}" and, as a third value, "${third?.slice(0, 80)}".`;
  return badInput('production.window', message);
}

function badInput(field: string, message: string): Problem {
  return new Problem('BAD_INPUT', message, { field });
}
