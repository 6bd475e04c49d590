import type { ReactElement } from 'react';
import { t } from '../../../texts';
import { Icon } from '../../../ui/icons';
import { steps, type StepName } from './steps';

export interface StepListProps {
  current: StepName;
  /** The last step that can be reached. */
  open: StepName;
  onGo: (step: StepName) => void;
}

/** All steps, those that can be reached as buttons. */
export function StepList({ current, open, onGo }: StepListProps): ReactElement {
  const last = steps.indexOf(open);
  return (
    <nav aria-label={t('fairnessSetUp.steps')}>
      <ol className="cs-step-list">
        {steps.map((step, index) => {
          const text = `${index + 1}. ${t(`fairnessSetUp.step.${step}`)}`;
          if (index > last) return <li key={step}>{text}</li>;
          return (
            <li key={step}>
              <button
                type="button"
                className="cs-link-button"
                aria-current={step === current ? 'step' : undefined}
                onClick={() => onGo(step)}
              >
                {text}
              </button>
              {index < last && step !== current ? (
                <span className="cs-tone-ok">
                  {' '}
                  <Icon name="ok" size={14} /> {t('fairnessSetUp.done')}
                </span>
              ) : null}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
