import { Checkbox, Radio, Textarea, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { oneOf } from '../../../app/search';
import { counted } from '../../../format/counted';
import { formatCount } from '../../../format/numbers';
import { t } from '../../../texts';
import { AttributeFields } from './attribute-fields';
import type { StepProps } from './population';
import { countOfValue } from './value-counts';
import { VaultFields } from './vault-fields';

const outcomes = ['POSITIVE', 'NEGATIVE'] as const;

function Favourable({ answers, population, errorOf, onChange }: StepProps): ReactElement {
  const counts = population.countsOf(answers.predictionColumn);
  const positive = countOfValue(counts, answers.positiveValue);
  const share = (outcome: (typeof outcomes)[number]) => {
    if (counts === null || positive === null) return undefined;
    const n = outcome === 'POSITIVE' ? positive : counts.rows - positive;
    return t('fairnessSetUp.good.share', { n: formatCount(n), rows: counted(counts.rows, 'rows') });
  };
  return (
    <>
      <Radio.Group
        label={t('fairnessSetUp.good.favourable')}
        required
        value={answers.favourable}
        error={errorOf('favourable')}
        onChange={(value) => onChange({ favourable: oneOf(value, outcomes) ?? '' })}
      >
        <div className="cs-choices">
          {outcomes.map((outcome) => (
            <Radio
              key={outcome}
              value={outcome}
              label={t(`fairnessSetUp.good.${outcome}`, { value: answers.positiveValue })}
              description={share(outcome)}
            />
          ))}
        </div>
      </Radio.Group>
      <TextInput
        label={t('fairnessSetUp.good.meaning')}
        description={t('fairnessSetUp.good.meaningHint')}
        required
        maxLength={500}
        value={answers.favourableMeaning}
        error={errorOf('favourableMeaning')}
        onChange={(event) => onChange({ favourableMeaning: event.currentTarget.value })}
      />
      <Textarea
        label={t('fairnessSetUp.good.why')}
        description={t('fairnessSetUp.good.whyHint')}
        required
        autosize
        minRows={3}
        maxLength={4000}
        value={answers.rationale}
        error={errorOf('rationale')}
        onChange={(event) => onChange({ rationale: event.currentTarget.value })}
      />
    </>
  );
}

function SensitiveColumns({ answers, population, errorOf, onChange }: StepProps): ReactElement {
  const { labelColumn, predictionColumn, scoreColumn, decisionColumn, keyColumn, held } = answers;
  const outcomes = [labelColumn, predictionColumn, scoreColumn, decisionColumn, keyColumn];
  const free = population.columns.filter(({ name }) => !outcomes.includes(name));
  const boxes = (isShown: (column: (typeof free)[number]) => boolean) => (
    <div className="cs-form-pair cs-choices">
      {free.filter(isShown).map(({ name }) => (
        <Checkbox key={name} value={name} label={name} />
      ))}
    </div>
  );
  const isCategory = ({ kind, name }: (typeof free)[number]) =>
    kind === 'CATEGORICAL' || answers.sensitive.includes(name);
  const isHeldApart = Object.keys(held).length > 0;
  const isNumber = (column: (typeof free)[number]) => column.kind === 'NUMERIC' && !isCategory(column);
  return (
    <Checkbox.Group
      label={t('fairnessSetUp.good.sensitive')}
      description={t('fairnessSetUp.good.sensitiveHint')}
      required
      value={[...answers.sensitive]}
      error={errorOf('sensitive')}
      onChange={(sensitive) => onChange({ sensitive })}
    >
      {boxes(isCategory)}
      {isHeldApart ? (
        <div className="cs-form-pair cs-choices">
          {Object.keys(held).map((name) => (
            <Checkbox key={name} value={name} label={t('vault.setUp.ofVault', { name })} />
          ))}
        </div>
      ) : null}
      {free.some(isNumber) ? (
        <details className="cs-note">
          <summary>{t('fairnessSetUp.good.numbers')}</summary>
          {boxes(isNumber)}
        </details>
      ) : null}
    </Checkbox.Group>
  );
}

/** Which decision is good for the person, and whom the model might treat unequally. */
export function StepGood(props: StepProps): ReactElement {
  const { answers, onChange } = props;
  return (
    <>
      <Favourable {...props} />
      <VaultFields {...props} />
      <SensitiveColumns {...props} />
      {answers.sensitive.map((name) => (
        <AttributeFields key={name} {...props} name={name} />
      ))}
      {answers.sensitive.length > 1 ? (
        <Checkbox
          label={t('fairnessSetUp.good.intersections')}
          description={t('fairnessSetUp.good.intersectionsHint')}
          checked={answers.intersections}
          onChange={(event) => onChange({ intersections: event.currentTarget.checked })}
        />
      ) : null}
    </>
  );
}
