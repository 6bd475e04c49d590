import { NativeSelect, Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { oneOf } from '../../../app/search';
import { t } from '../../../texts';
import type { MinimumName } from './answers';
import { CriterionFields } from './criterion-fields';
import { LawPackFields } from './law-pack-fields';
import { NumberField } from './number-field';
import type { StepProps } from './population';

const corrections = ['HOLM', 'BH', 'NONE'] as const;
const minimums: readonly MinimumName[] = ['positives', 'negatives', 'predictedPositives', 'share'];

function Minimums({ answers, errorOf, onChange }: StepProps): ReactElement {
  return (
    <fieldset className="cs-fieldset">
      <legend>{t('fairnessSetUp.limits.minimumsTitle')}</legend>
      <p className="cs-muted">{t('fairnessSetUp.limits.minimumsHint')}</p>
      <div className="cs-form-pair">
        {minimums.map((name) => (
          <NumberField
            key={name}
            label={t(`fairnessSetUp.limits.minimums.${name}`)}
            value={answers.minimums[name]}
            error={errorOf(`minimums.${name}`)}
            isShare={name === 'share'}
            onChange={(value) => onChange({ minimums: { ...answers.minimums, [name]: value } })}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** What most people leave as it is. */
function Advanced(props: StepProps): ReactElement {
  const { answers, errorOf, onChange } = props;
  const isFaulty = ['minimums', 'alpha', 'correction'].some((field) => errorOf(field) !== undefined);
  return (
    <details className="cs-more-fields" open={isFaulty || undefined}>
      <summary>{t('fairnessSetUp.limits.advanced')}</summary>
      <div className="cs-form">
        <Minimums {...props} />
        <div className="cs-form-pair">
          <NumberField
            label={t('fairnessSetUp.limits.alpha')}
            hint={t('fairnessSetUp.limits.alphaHint')}
            required
            value={answers.alpha}
            error={errorOf('alpha')}
            isShare
            onChange={(alpha) => onChange({ alpha })}
          />
          <NativeSelect
            label={t('fairnessSetUp.limits.correction')}
            value={answers.correction}
            error={errorOf('correction')}
            onChange={(event) =>
              onChange({ correction: oneOf(event.currentTarget.value, corrections) ?? 'HOLM' })
            }
            data={corrections.map((value) => ({
              value,
              label: t(`fairnessSetUp.limits.correctionName.${value}`),
            }))}
          />
        </div>
      </div>
    </details>
  );
}

/** How far apart groups may be, how many rows it takes to say so, and which rules to report. */
export function StepLimits(props: StepProps): ReactElement {
  const { answers, errorOf, onChange } = props;
  return (
    <>
      <CriterionFields {...props} />
      <div className="cs-narrow">
        <NumberField
          label={t('fairnessSetUp.limits.minimum')}
          hint={t('fairnessSetUp.limits.minimumHint')}
          required
          value={answers.minimumGroupSize}
          error={errorOf('minimumGroupSize')}
          onChange={(minimumGroupSize) => onChange({ minimumGroupSize })}
        />
      </div>
      <Advanced {...props} />
      <LawPackFields {...props} />
      <Textarea
        label={t('fairnessSetUp.optional', { label: t('fairnessSetUp.limits.why') })}
        autosize
        minRows={2}
        maxLength={4000}
        value={answers.limitsReason}
        error={errorOf('limitsReason')}
        onChange={(event) => onChange({ limitsReason: event.currentTarget.value })}
      />
    </>
  );
}
