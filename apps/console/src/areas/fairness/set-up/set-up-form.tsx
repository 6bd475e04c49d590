import { Alert, Button, Group } from '@mantine/core';
import { useEffect, useRef, type FormEvent, type ReactElement, type RefObject } from 'react';
import { t } from '../../../texts';
import { ProblemAlert, RefusalAlert } from '../../../ui/refusal-alert';
import type { StepProps } from './population';
import type { Traffic } from './proposed-days';
import { StepErrors } from './step-errors';
import { StepGood } from './step-good';
import { StepLimits } from './step-limits';
import { StepList } from './step-list';
import { StepPopulation } from './step-population';
import { StepReference } from './step-reference';
import { StepSummary } from './step-summary';
import { useSetUp, type SetUp, type SetUpOptions } from './use-set-up';
import { steps, type StepName } from './steps';

function StepFields({ setUp, traffic }: { setUp: SetUp; traffic: Traffic }): ReactElement {
  const { answers, population, failure, errorOf, change, choose, go, step } = setUp;
  const props: StepProps = { answers, population, errorOf, onChange: change };
  const fields: Record<StepName, () => ReactElement> = {
    population: () => <StepPopulation {...props} traffic={traffic} failure={failure} onChosen={choose} />,
    good: () => <StepGood {...props} />,
    reference: () => <StepReference {...props} />,
    errors: () => <StepErrors {...props} />,
    limits: () => <StepLimits {...props} />,
    summary: () => <StepSummary {...props} onGo={go} />,
  };
  return fields[step]();
}

/** The heading takes the focus after a change of step, and what is missing when something is. */
function useStepFocus({ step, faults }: SetUp) {
  const heading = useRef<HTMLHeadingElement>(null);
  const alert = useRef<HTMLDivElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current !== step) heading.current?.focus();
    before.current = step;
  }, [step]);
  useEffect(() => {
    if (Object.keys(faults).length === 0) return;
    alert.current?.focus();
  }, [faults]);
  return { heading, alert };
}

function FaultsAlert({ count, place }: { count: number; place: RefObject<HTMLDivElement | null> }) {
  if (count === 0) return null;
  return (
    <Alert
      ref={place}
      role="group"
      tabIndex={-1}
      color="red"
      title={t('fairnessSetUp.faults')}
      className="cs-alert"
    >
      {t('fairnessSetUp.faultsText', { count })}
    </Alert>
  );
}

function StepButtons({ setUp }: { setUp: SetUp }): ReactElement {
  const { step, go, audit } = setUp;
  const before = steps[steps.indexOf(step) - 1];
  return (
    <Group gap="xs">
      {before ? (
        <Button variant="default" onClick={() => go(before)}>
          {t('fairnessSetUp.back')}
        </Button>
      ) : null}
      <Button type="submit" loading={audit.pending}>
        {t(step === 'summary' ? 'fairnessSetUp.summary.run' : 'fairnessSetUp.next')}
      </Button>
      <span role="status" className="cs-muted">
        {audit.pending ? t('fairnessSetUp.summary.running') : ''}
      </span>
    </Group>
  );
}

/** Says that the answers are those of before a reload, with the way to be rid of them. */
function Restored({ setUp }: { setUp: SetUp }): ReactElement | null {
  if (!setUp.isRestored) return null;
  return (
    <p role="status">
      {t('fairnessSetUp.restored')}{' '}
      <button type="button" className="cs-link-button" onClick={setUp.beginAnew}>
        {t('fairnessSetUp.beginAnew')}
      </button>
    </p>
  );
}

/** The steps of the wizard, one at a time; the answers outlive a change of step and a reload. */
export function SetUpForm(options: SetUpOptions): ReactElement {
  const setUp = useSetUp(options);
  const { step, open, go, advance, run, faults, audit } = setUp;
  const { heading, alert } = useStepFocus(setUp);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (step === 'summary') void run();
    else advance();
  };
  return (
    <>
      <Restored setUp={setUp} />
      <StepList current={step} open={open} onGo={go} />
      <form noValidate onSubmit={send} className="cs-form cs-set-up">
        <div>
          <p className="cs-muted">
            {t('fairnessSetUp.place', { number: steps.indexOf(step) + 1, of: steps.length })}
          </p>
          <h2 ref={heading} tabIndex={-1}>
            {t(`fairnessSetUp.step.${step}`)}
          </h2>
          <p className="cs-note">{t(`fairnessSetUp.${step}.lead`)}</p>
        </div>
        <FaultsAlert count={Object.keys(faults).length} place={alert} />
        <RefusalAlert refusal={audit.refusal} />
        <ProblemAlert problem={audit.problem} />
        <StepFields setUp={setUp} traffic={options.traffic} />
        <StepButtons setUp={setUp} />
      </form>
    </>
  );
}
