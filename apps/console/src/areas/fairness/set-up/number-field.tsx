import { NumberInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { NumberAnswer } from './answers';

export interface NumberFieldProps {
  label: string;
  hint?: string;
  value: NumberAnswer;
  error?: string | undefined;
  max?: number;
  /** A part of the whole, not a count. */
  isShare?: boolean;
  required?: boolean;
  onChange: (value: NumberAnswer) => void;
}

/** A number, empty where nothing is typed. */
export function NumberField(props: NumberFieldProps): ReactElement {
  const { label, hint, value, error, max, isShare = false, required = false, onChange } = props;
  return (
    <NumberInput
      label={label}
      description={hint}
      required={required}
      min={0}
      max={isShare ? 1 : max}
      allowDecimal={isShare}
      hideControls
      value={value}
      error={error}
      onChange={(typed) => onChange(typed === '' || Number.isNaN(Number(typed)) ? '' : Number(typed))}
    />
  );
}
