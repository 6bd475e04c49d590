import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { watchedRates } from '@countersign/domain/monitoring';
import type { ReactElement } from 'react';
import { oneOf } from '../../app/search';
import { methodName, word } from '../../format/words';
import type { FairnessWatchInput } from '../../gql/graphql';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';

/** What a fairness monitor shall watch. */
export type Watch = Omit<FairnessWatchInput, 'groups'>;

type Rate = NonNullable<Watch['rate']>;

const rates = watchedRates.map((rate) => rate.toUpperCase() as Rate);
const outcomes = ['POSITIVE', 'NEGATIVE'] as const;

export const usualWatch: Watch = {
  ...{ attribute: '', reference: '', rate: 'SELECTION_RATE', positiveValue: '1', favourable: 'POSITIVE' },
  ...{ alpha: 0.05, maturityDays: 0 },
};

interface WatchFieldsProps {
  watch: Watch;
  problem: Parameters<typeof fieldError>[0];
  onChange: (watch: Watch) => void;
}

/** Attribute, reference and rate, and how patient and how sure the monitor is. */
export function WatchFields({ watch, problem, onChange }: WatchFieldsProps): ReactElement {
  const set = (changes: Partial<Watch>) => onChange({ ...watch, ...changes });
  const error = (field: keyof Watch) => fieldError(problem, `fairness.${field}`);
  return (
    <>
      <div className="cs-form-pair">
        {(['attribute', 'reference'] as const).map((field) => (
          <TextInput
            key={field}
            label={t(`watch.form.${field}`)}
            required
            value={watch[field]}
            error={error(field)}
            onChange={(event) => set({ [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      <NativeSelect
        label={t('watch.form.rate')}
        value={watch.rate}
        error={error('rate')}
        onChange={(event) => set({ rate: oneOf(event.currentTarget.value, rates) ?? 'SELECTION_RATE' })}
        data={rates.map((value) => ({ value, label: methodName(value.toLowerCase()) }))}
      />
      <div className="cs-form-pair">
        <TextInput
          label={t('watch.form.positive')}
          required
          value={watch.positiveValue}
          error={error('positiveValue')}
          onChange={(event) => set({ positiveValue: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('watch.form.favourable')}
          value={watch.favourable}
          onChange={(event) => set({ favourable: oneOf(event.currentTarget.value, outcomes) ?? 'POSITIVE' })}
          data={outcomes.map((value) => ({ value, label: word('favourable', value) }))}
        />
      </div>
      <div className="cs-form-pair">
        <NumberInput
          label={t('watch.form.alpha')}
          min={0.001}
          max={0.5}
          step={0.01}
          value={watch.alpha}
          error={error('alpha')}
          onChange={(value) => set({ alpha: Number(value) })}
        />
        <NumberInput
          label={t('watch.form.maturity')}
          min={0}
          allowDecimal={false}
          value={watch.maturityDays}
          error={error('maturityDays')}
          onChange={(value) => set({ maturityDays: Number(value) })}
        />
      </div>
    </>
  );
}
