import { Checkbox, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatCount, formatPercent } from '../../../format/numbers';
import { t } from '../../../texts';
import { FoundValues, PositiveValue, StratumSelect } from './column-fields';
import { NumberField } from './number-field';
import type { StepProps } from './population';
import { hasWindow } from './production-population';

function Window({ answers, errorOf, onChange }: StepProps): ReactElement {
  const day = (field: 'firstDay' | 'lastDay') => (
    <TextInput
      type="date"
      label={t(`fairnessSetUp.production.${field}`)}
      description={t(`fairnessSetUp.production.${field}Hint`)}
      required
      value={answers[field]}
      error={errorOf(field)}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <div className="cs-form-pair">
        {day('firstDay')}
        {day('lastDay')}
      </div>
      <div className="cs-narrow">
        <NumberField
          label={t('fairnessSetUp.production.matured')}
          hint={t('fairnessSetUp.production.maturedHint')}
          required
          max={3650}
          value={answers.maturedDays}
          error={errorOf('maturedDays')}
          onChange={(maturedDays) => onChange({ maturedDays })}
        />
      </div>
    </>
  );
}

/** How many predictions the window holds, and of how many the outcome is known. */
function Found({ population, failure }: StepProps & { failure: string | undefined }): ReactElement {
  const { rows, isCounting, countsOf } = population;
  const labelled = countsOf('label')?.rows ?? 0;
  if (isCounting) return <p role="status">{t('fairnessSetUp.counting')}</p>;
  if (failure !== undefined) return <p role="alert">{failure}</p>;
  if (rows === 0)
    return (
      <p role="status" className="cs-tone-warning">
        {t('fairnessSetUp.production.none')}
      </p>
    );
  return (
    <p role="status">
      {t('fairnessSetUp.production.found', {
        n: formatCount(rows),
        labelled: formatCount(labelled),
        share: formatPercent(labelled / rows),
      })}
    </p>
  );
}

/** The score behind the decisions, or in their place where none were logged. */
function Scores({ answers, population, errorOf, onChange }: StepProps): ReactElement | null {
  const decided = population.countsOf('prediction')?.rows ?? 0;
  if (!population.scored) return null;
  return (
    <>
      <Checkbox
        label={t('fairnessSetUp.production.useScores')}
        description={t('fairnessSetUp.production.useScoresHint', { n: formatCount(population.scored) })}
        checked={answers.scoreColumn !== ''}
        onChange={(event) => onChange({ scoreColumn: event.currentTarget.checked ? 'score' : '' })}
      />
      {decided === 0 ? (
        <div className="cs-narrow">
          <NumberField
            label={t('fairnessSetUp.production.threshold')}
            hint={t('fairnessSetUp.production.thresholdHint')}
            required
            isShare
            value={answers.threshold}
            error={errorOf('threshold')}
            onChange={(threshold) => onChange({ threshold })}
          />
        </div>
      ) : null}
    </>
  );
}

/** What was predicted in production: when, how long outcomes take, and what the predictions say. */
export function ProductionFields(props: StepProps & { failure: string | undefined }): ReactElement {
  const { answers, population } = props;
  return (
    <>
      <Window {...props} />
      {hasWindow(answers) ? <Found {...props} /> : null}
      <PositiveValue {...props} />
      <FoundValues {...props} />
      {population.strata.length > 0 ? (
        <div className="cs-narrow">
          <StratumSelect {...props} />
        </div>
      ) : null}
      <Scores {...props} />
    </>
  );
}
