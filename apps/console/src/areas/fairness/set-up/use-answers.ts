import { useEffect, useState } from 'react';
import { changed, noAnswers, proposeColumns, type Answers } from './answers';
import { forgetAnswers, type AnswersOwner } from './answers-storage';
import { keepAnswers, readKept, type KeptAnswers } from './kept-answers';
import type { Chosen } from './population';
import type { Faults } from './unanswered';

/** Faults of fields that were not changed since. */
function without(faults: Faults, part: Partial<Answers>): Faults {
  const names = Object.keys(part);
  const isChanged = (field: string) => names.some((name) => field === name || field.startsWith(`${name}.`));
  return Object.fromEntries(Object.entries(faults).filter(([field]) => !isChanged(field)));
}

const nothing: KeptAnswers = { answers: noAnswers, chosen: null, passed: 0 };

/**
 * The answers, the dataset chosen, the steps that were left, and what is wrong with fields that were not changed since.
 * All but the faults outlive a reload of the page, until the audit ran.
 */
export function useAnswers(owner: AnswersOwner, onChange: () => void) {
  const [before] = useState(() => readKept(owner));
  const [state, setState] = useState(before ?? nothing);
  const [isRestored, setRestored] = useState(before !== null);
  const [faults, setFaults] = useState<Faults>({});
  useEffect(() => {
    if (state !== nothing) keepAnswers(owner, state);
    // The owner does not change while the page stands: another version is another page.
  }, [state]);
  const change = (part: Partial<Answers>) => {
    onChange();
    setState((was) => ({ ...was, answers: changed(was.answers, part) }));
    setFaults((was) => without(was, part));
  };
  const choose = (chosen: Chosen | null) => {
    const columns = chosen?.version.columns.map(({ name }) => name) ?? [];
    setState((was) => ({ ...was, chosen }));
    change({ datasetVersionId: chosen?.version.id ?? '', ...proposeColumns(columns) });
  };
  const pass = (step: number) => setState((was) => ({ ...was, passed: Math.max(was.passed, step) }));
  const beginAnew = () => {
    onChange();
    forgetAnswers(owner);
    setState(nothing);
    setFaults({});
    setRestored(false);
  };
  const forget = () => forgetAnswers(owner);
  return { ...state, isRestored, faults, setFaults, change, choose, pass, beginAnew, forget };
}
