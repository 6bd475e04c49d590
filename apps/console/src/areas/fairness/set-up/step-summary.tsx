import type { ReactElement } from 'react';
import { t } from '../../../texts';
import { ForbiddenGroups } from './attribute-fields';
import type { StepProps } from './population';
import { sentences, type StepSentences } from './sentences';
import type { StepName } from './steps';

function Part({ part, onGo }: { part: StepSentences; onGo: (step: StepName) => void }): ReactElement {
  const { step, lines, items = [], reason } = part;
  const name = t(`fairnessSetUp.step.${step}`);
  return (
    <section className="cs-section">
      <div className="cs-section-head">
        <h3>{name}</h3>
        <button
          type="button"
          className="cs-link-button"
          aria-label={t('fairnessSetUp.summary.changeOf', { step: name })}
          onClick={() => onGo(step)}
        >
          {t('fairnessSetUp.summary.change')}
        </button>
      </div>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {items.length > 0 ? (
        <ul className="cs-reasons">
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      ) : null}
      {reason === undefined ? null : (
        <p className="cs-muted">
          {t('fairnessSetUp.summary.reason', {
            reason: reason.trim() || t('fairnessSetUp.summary.noReason'),
          })}
        </p>
      )}
    </section>
  );
}

/** All answers in sentences, each part with the way back to it. */
export function StepSummary(props: StepProps & { onGo: (step: StepName) => void }): ReactElement {
  const { answers, population, onGo } = props;
  return (
    <div className="cs-form cs-facts-wide">
      {sentences(answers, population).map((part) => (
        <Part key={part.step} part={part} onGo={onGo} />
      ))}
      <ForbiddenGroups answers={answers} />
    </div>
  );
}
