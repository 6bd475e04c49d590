import { useEffect } from 'react';
import type { Problem } from '../../../app/errors';
import { useAction } from '../../../ui/use-action';
import type { Answers } from './answers';
import type { AnswersOwner } from './answers-storage';
import { auditInput } from './audit-input';
import { runFairnessAuditDocument } from './operations';
import { faultOf } from './population';
import type { Traffic } from './proposed-days';
import { refusalPlace, type Place } from './refusal-place';
import { firstOpenStep, unanswered } from './unanswered';
import { useAnswers } from './use-answers';
import { usePopulation } from './use-population';
import { steps, type StepName } from './steps';

export interface SetUpOptions {
  /** Who answers, and about which version. */
  owner: AnswersOwner;
  /** What the version has predicted so far. */
  traffic: Traffic;
  /** The step in the address; an earlier one is shown where that cannot be reached yet. */
  wanted: StepName;
  onStep: (step: StepName) => void;
  onDone: (auditId: string) => void;
}

const earlier = (one: StepName, other: StepName): StepName =>
  steps.indexOf(one) < steps.indexOf(other) ? one : other;

const stepAt = (index: number): StepName => steps[index] ?? 'summary';

const placeOf = (problem: Problem | null, versionId: string, answers: Answers): Place | null =>
  problem?.field === undefined ? null : refusalPlace(problem.field, auditInput(versionId, answers));

/** The state of the wizard: the answers, the step in view, what is wrong with them, and the audit being run. */
export function useSetUp({ owner, wanted, onStep, onDone }: SetUpOptions) {
  const audit = useAction(runFairnessAuditDocument, (data) => data.runFairnessAudit);
  const { versionId } = owner;
  const kept = useAnswers(owner, audit.clear);
  const { answers, chosen, passed, isRestored, faults, setFaults, change, choose } = kept;
  const found = usePopulation(versionId, { answers, chosen });
  // Steps with defaults are looked at, too, before those behind them open.
  const open = earlier(firstOpenStep(answers), stepAt(passed));
  const step = earlier(wanted, open);

  const go = (to: StepName) => {
    setFaults({});
    onStep(to);
  };
  /** Goes on, or says what is missing. */
  const advance = () => {
    const missing = unanswered(step, answers);
    setFaults(missing);
    if (Object.keys(missing).length > 0) return;
    const next = steps.indexOf(step) + 1;
    kept.pass(next);
    onStep(stepAt(next));
  };
  const beginAnew = () => {
    kept.beginAnew();
    onStep('population');
  };
  const run = async () => {
    const done = await audit.run({ input: auditInput(versionId, answers) });
    if (!done) return;
    kept.forget();
    onDone(done.audit.id);
  };

  const place = placeOf(audit.problem, versionId, answers);
  const { problem } = audit;
  useEffect(() => {
    if (place) onStep(place.step);
    // A refusal leads to its step once: from there the reader goes where they like.
  }, [problem]);
  const shown = place && problem ? { ...faults, [place.field]: problem.cause } : faults;
  return {
    ...{ answers, step, open, faults, audit, change, choose, go, advance, run, isRestored, beginAnew },
    ...found,
    errorOf: (field: string) => faultOf(shown, field),
  };
}

export type SetUp = ReturnType<typeof useSetUp>;
