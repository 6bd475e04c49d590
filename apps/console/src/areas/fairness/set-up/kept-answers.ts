import { noAnswers, type Answers } from './answers';
import { keepText, keptText, type AnswersOwner } from './answers-storage';
import type { Chosen } from './population';

/** What of the wizard outlives a reload. */
export interface KeptAnswers {
  answers: Answers;
  /** The dataset chosen: its name, size and columns. */
  chosen: Chosen | null;
  /** Steps left by Continue. */
  passed: number;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether answers of an earlier version of the console still fit the questions of this one. */
function isLike(value: unknown, model: unknown): boolean {
  if (Array.isArray(model)) return Array.isArray(value) && value.every((each) => typeof each === 'string');
  if (isRecord(model)) {
    if (!isRecord(value)) return false;
    const names = Object.keys(model);
    const isOpen = names.length === 0;
    return (
      (isOpen || Object.keys(value).length === names.length) &&
      names.every((name) => name in value && isLike(value[name], model[name]))
    );
  }
  if (typeof model === 'boolean') return typeof value === 'boolean';
  return typeof value === 'string' || typeof value === 'number';
}

function isKept(value: unknown): value is KeptAnswers {
  return (
    isRecord(value) &&
    Number.isInteger(value.passed) &&
    (value.chosen === null || isRecord(value.chosen)) &&
    isLike(value.answers, noAnswers)
  );
}

/** What this person answered about this version before a reload; null where nothing is kept, or it fits no more. */
export function readKept(owner: AnswersOwner): KeptAnswers | null {
  try {
    const value: unknown = JSON.parse(keptText(owner) ?? 'null');
    return isKept(value) ? value : null;
  } catch {
    // No text of ours.
    return null;
  }
}

export const keepAnswers = (owner: AnswersOwner, kept: KeptAnswers): void =>
  keepText(owner, JSON.stringify(kept));
