import { useState } from 'react';
import { changed, noAnswers, proposeColumns, type Answers } from './answers';
import type { Chosen } from './population';
import type { Faults } from './unanswered';

/** Faults of fields that were not changed since. */
function without(faults: Faults, part: Partial<Answers>): Faults {
  const names = Object.keys(part);
  const isChanged = (field: string) => names.some((name) => field === name || field.startsWith(`${name}.`));
  return Object.fromEntries(Object.entries(faults).filter(([field]) => !isChanged(field)));
}

/** The answers, the dataset chosen, and what is wrong with fields that were not changed since. */
export function useAnswers(onChange: () => void) {
  const [answers, setAnswers] = useState(noAnswers);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [faults, setFaults] = useState<Faults>({});
  const change = (part: Partial<Answers>) => {
    onChange();
    setAnswers((before) => changed(before, part));
    setFaults((before) => without(before, part));
  };
  const choose = (next: Chosen | null) => {
    setChosen(next);
    const columns = next?.version.columns.map(({ name }) => name) ?? [];
    change({ datasetVersionId: next?.version.id ?? '', ...proposeColumns(columns) });
  };
  return { answers, chosen, faults, setFaults, change, choose };
}
