import { Radio } from '@mantine/core';
import type { ReactElement } from 'react';
import { oneOf } from '../../../app/search';
import { formatCount } from '../../../format/numbers';
import { formatDay } from '../../../format/times';
import { t } from '../../../texts';
import { DatasetSelect } from '../../datasets/dataset-select';
import { ofSource, sources } from './answers';
import { ColumnSelect, FoundValues, PositiveValue, StratumSelect } from './column-fields';
import type { Chosen, StepProps } from './population';
import { ProductionFields } from './step-production';
import { proposedDays, type Traffic } from './proposed-days';

export interface StepPopulationProps extends StepProps {
  /** What the version has predicted so far. */
  traffic: Traffic;
  /** Why nothing is known of the window. */
  failure: string | undefined;
  onChosen: (chosen: Chosen | null) => void;
}

function Columns(props: StepProps): ReactElement {
  const names = props.population.columns.map(({ name }) => name);
  return (
    <>
      <div className="cs-form-pair">
        <ColumnSelect {...props} names={names} field="labelColumn" words="label" />
        <ColumnSelect {...props} names={names} field="predictionColumn" words="prediction" />
      </div>
      <PositiveValue {...props} />
      <FoundValues {...props} />
      <div className="cs-form-pair">
        <ColumnSelect {...props} names={names} field="scoreColumn" words="score" optional />
        <ColumnSelect {...props} names={names} field="decisionColumn" words="decision" optional />
      </div>
      <div className="cs-form-pair">
        <StratumSelect {...props} />
      </div>
    </>
  );
}

function FileFields(props: StepPopulationProps): ReactElement {
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

/** Which people are looked at, and what says what was decided and what happened. */
export function StepPopulation(props: StepPopulationProps): ReactElement {
  const { answers, errorOf, onChange, onChosen, traffic } = props;
  const { predictions: n, first, last } = traffic;
  const choose = (value: string) => {
    const source = oneOf(value, sources) ?? 'FILE';
    onChosen(null);
    onChange(ofSource(source, proposedDays(traffic, new Date())));
  };
  return (
    <>
      <Radio.Group
        label={t('fairnessSetUp.population.source')}
        required
        value={answers.source}
        error={errorOf('source')}
        onChange={choose}
      >
        <div className="cs-choices">
          <Radio
            value="FILE"
            label={t('fairnessSetUp.population.sourceName.FILE')}
            description={t('fairnessSetUp.population.sourceHint.FILE')}
          />
          <Radio
            value="PRODUCTION"
            disabled={n === 0}
            label={t('fairnessSetUp.population.sourceName.PRODUCTION')}
            description={
              first && last
                ? t('fairnessSetUp.population.sourceHint.PRODUCTION', {
                    n: formatCount(n),
                    days: t('ui.days', { from: formatDay(first), to: formatDay(last) }),
                  })
                : t('fairnessSetUp.population.sourceHint.nothing')
            }
          />
        </div>
      </Radio.Group>
      {answers.source === 'FILE' ? <FileFields {...props} /> : <ProductionFields {...props} />}
    </>
  );
}
