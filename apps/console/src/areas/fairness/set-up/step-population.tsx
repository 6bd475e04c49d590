import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { t } from '../../../texts';
import { DatasetSelect } from '../../datasets/dataset-select';
import { valuesText, type Chosen, type StepProps } from './population';
import { countOfValue } from './value-counts';

type ColumnField = 'labelColumn' | 'predictionColumn' | 'scoreColumn' | 'stratumColumn';
type Words = 'label' | 'prediction' | 'score' | 'stratum';

interface ColumnSelectProps extends StepProps {
  field: ColumnField;
  words: Words;
  optional?: boolean;
}

function ColumnSelect(props: ColumnSelectProps): ReactElement {
  const { field, words, optional = false, answers, population, errorOf, onChange } = props;
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
      data={[{ value: '', label: none }, ...population.columns.map(({ name }) => name)]}
    />
  );
}

/** What the two outcome columns hold, and a warning where the positive value is not among it. */
function FoundValues({ answers, population }: StepProps): ReactElement {
  const columns = [...new Set([answers.labelColumn, answers.predictionColumn])].filter(Boolean);
  const value = answers.positiveValue;
  return (
    <div role="status" className="cs-under">
      {population.isCounting ? <p>{t('fairnessSetUp.counting')}</p> : null}
      {columns.map((column) => {
        const counts = population.countsOf(column);
        const values = valuesText(counts);
        if (values === undefined) return null;
        return (
          <p key={column}>
            {t('fairnessSetUp.population.values', { column, values })}{' '}
            {value !== '' && countOfValue(counts, value) === 0 ? (
              <strong className="cs-tone-warning">
                {t('fairnessSetUp.population.unusual', { column, value })}
              </strong>
            ) : null}
          </p>
        );
      })}
    </div>
  );
}

function Columns(props: StepProps): ReactElement {
  const { answers, errorOf, onChange } = props;
  return (
    <>
      <div className="cs-form-pair">
        <ColumnSelect {...props} field="labelColumn" words="label" />
        <ColumnSelect {...props} field="predictionColumn" words="prediction" />
      </div>
      <TextInput
        className="cs-narrow"
        label={t('fairnessSetUp.population.positive')}
        description={t('fairnessSetUp.population.positiveHint')}
        required
        value={answers.positiveValue}
        error={errorOf('positiveValue')}
        onChange={(event) => onChange({ positiveValue: event.currentTarget.value })}
      />
      <FoundValues {...props} />
      <div className="cs-form-pair">
        <ColumnSelect {...props} field="scoreColumn" words="score" optional />
        <ColumnSelect {...props} field="stratumColumn" words="stratum" optional />
      </div>
    </>
  );
}

/** Which people are looked at, and which columns say what was decided and what happened. */
export function StepPopulation(
  props: StepProps & { onChosen: (chosen: Chosen | null) => void },
): ReactElement {
  const { answers, errorOf, onChosen } = props;
  return (
    <>
      <div className="cs-narrow">
        <DatasetSelect
          label={t('fairnessSetUp.population.dataset')}
          hint={t('fairnessSetUp.population.datasetHint')}
          required
          value={answers.datasetVersionId}
          error={errorOf('datasetVersionId')}
          onChoice={(version, name) => onChosen(version ? { version, name: name ?? '' } : null)}
        />
      </div>
      {answers.datasetVersionId ? <Columns {...props} /> : null}
    </>
  );
}
