import { type ErrorCosts } from '@countersign/domain/fairness-remedies';
import { NumberInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { t } from '../../../texts';

interface CostFieldProps {
  label: string;
  hint: string;
  value: number;
  onChange: (value: number) => void;
}

/** A cost of 0 or more; what is no number leaves the last one. */
function CostField({ label, hint, value, onChange }: CostFieldProps): ReactElement {
  return (
    <NumberInput
      label={label}
      description={hint}
      min={0}
      max={1e9}
      clampBehavior="strict"
      allowNegative={false}
      hideControls
      value={value}
      onChange={(typed) => {
        const cost = Number(typed);
        if (typed !== '' && Number.isFinite(cost) && cost >= 0) onChange(cost);
      }}
    />
  );
}

/** What one error of each kind costs, as the reader says. */
export function CostFields(props: {
  costs: ErrorCosts;
  onChange: (costs: ErrorCosts) => void;
}): ReactElement {
  const { costs, onChange } = props;
  return (
    <div className="cs-form-pair">
      <CostField
        label={t('remedies.threshold.falsePositive')}
        hint={t('remedies.threshold.falsePositiveHint')}
        value={costs.falsePositive}
        onChange={(falsePositive) => onChange({ ...costs, falsePositive })}
      />
      <CostField
        label={t('remedies.threshold.falseNegative')}
        hint={t('remedies.threshold.falseNegativeHint')}
        value={costs.falseNegative}
        onChange={(falseNegative) => onChange({ ...costs, falseNegative })}
      />
    </div>
  );
}
