import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { t } from '../../../texts';
import { valuesText, type StepProps } from './population';
import { countOfValue } from './value-counts';

type ColumnField = 'decisionColumn' | 'labelColumn' | 'predictionColumn' | 'scoreColumn' | 'stratumColumn';

interface ColumnSelectProps extends StepProps {
  field: ColumnField;
  words: 'decision' | 'label' | 'prediction' | 'score' | 'stratum';
  names: readonly string[];
  optional?: boolean;
}

export function ColumnSelect(props: ColumnSelectProps): ReactElement {
  const { field, words, names, optional = false, answers, errorOf, onChange } = props;
  const label = t(`fairnessSetUp.population.${words}`);
  const none = t(optional ? 'forms.noColumn' : 'forms.choose');
  return (
    <NativeSelect
      label={optional ? t('fairnessSetUp.optional', { label }) : label}
      description={t(`fairnessSetUp.population.${words}Hint`)}
      required={!optional}
      value={answers[field]}
      error={errorOf(field)}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
      data={[{ value: '', label: none }, ...names]}
    />
  );
}

/** By what people are alike. */
export function StratumSelect(props: StepProps): ReactElement {
  return (
    <ColumnSelect {...props} field="stratumColumn" words="stratum" names={props.population.strata} optional />
  );
}

export function PositiveValue({ answers, errorOf, onChange }: StepProps): ReactElement {
  return (
    <TextInput
      className="cs-narrow"
      label={t('fairnessSetUp.population.positive')}
      description={t(
        answers.source === 'FILE'
          ? 'fairnessSetUp.population.positiveHint'
          : 'fairnessSetUp.production.positiveHint',
      )}
      required
      value={answers.positiveValue}
      error={errorOf('positiveValue')}
      onChange={(event) => onChange({ positiveValue: event.currentTarget.value })}
    />
  );
}

/** What the outcome columns hold, and a warning where the positive value is not among it. */
export function FoundValues({ answers, population }: StepProps): ReactElement {
  const { labelColumn, predictionColumn, decisionColumn } = answers;
  const columns = [...new Set([labelColumn, predictionColumn, decisionColumn])].filter(Boolean);
  const value = answers.positiveValue;
  // Predictions have their parts by other names than columns have.
  const nameOf = (column: string) =>
    answers.source === 'FILE'
      ? column
      : t(`fairnessSetUp.production.${column === 'label' ? 'label' : 'prediction'}`);
  return (
    <div role="status" className="cs-under">
      {population.isCounting ? <p>{t('fairnessSetUp.counting')}</p> : null}
      {columns.map((column) => {
        const counts = population.countsOf(column);
        const values = valuesText(counts);
        if (!values) return null;
        return (
          <p key={column}>
            {t('fairnessSetUp.population.values', { column: nameOf(column), values })}{' '}
            {value !== '' && countOfValue(counts, value) === 0 ? (
              <strong className="cs-tone-warning">
                {t('fairnessSetUp.population.unusual', { column: nameOf(column), value })}
              </strong>
            ) : null}
          </p>
        );
      })}
    </div>
  );
}
