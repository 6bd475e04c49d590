import { Checkbox, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatCount, formatPercent } from '../../../format/numbers';
import { t } from '../../../texts';
import { FoundValues, PositiveValue, StratumSelect } from './column-fields';
import { NumberField } from './number-field';
import type { Population, StepProps } from './population';
import { hasWindow } from './production-population';

/** How long the outcomes took that are there: those that are not yet took longer. */
function labelDaysText({ production }: Population): string {
  const days = production?.labelDays;
  return days == null ? '' : t('fairnessSetUp.production.labelDays', { count: Math.ceil(days) });
}

function Window({ answers, population, errorOf, onChange }: StepProps): ReactElement {
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
          hint={[t('fairnessSetUp.production.maturedHint'), labelDaysText(population)].join(' ')}
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
function Found({ answers, population, failure }: StepProps & { failure: string | undefined }): ReactElement {
  const { rows, isCounting, countsOf } = population;
  const labelled = countsOf('label')?.rows ?? 0;
  const last = population.production?.lastLabelledDay ?? null;
  if (isCounting) return <p role="status">{t('fairnessSetUp.counting')}</p>;
  if (failure !== undefined) return <p role="alert">{failure}</p>;
  if (rows === 0)
    return (
      <p role="status" className="cs-tone-warning">
        {t('fairnessSetUp.production.none')}
      </p>
    );
  return (
    <div role="status">
      <p>
        {t('fairnessSetUp.production.found', {
          n: formatCount(rows),
          labelled: formatCount(labelled),
          share: formatPercent(labelled / rows),
        })}
      </p>
      {last !== null && last < answers.lastDay ? (
        <p className="cs-tone-warning">{t('fairnessSetUp.production.lastLabelled', { day: last })}</p>
      ) : null}
    </div>
  );
}

/** The score behind the decisions, or in their place where none were logged. */
function Scores({ answers, population, errorOf, onChange }: StepProps): ReactElement | null {
  const decided = population.countsOf('prediction')?.rows ?? 0;
  const scored = population.production?.scored ?? 0;
  if (scored === 0) return null;
  return (
    <>
      <Checkbox
        label={t('fairnessSetUp.production.useScores')}
        description={t('fairnessSetUp.production.useScoresHint', { n: formatCount(scored) })}
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
