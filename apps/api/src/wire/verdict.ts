import { wireEnum } from './wire-enum';

export const VerdictEnum = wireEnum('Verdict', 'What a monitor says. Unknown is a result and never passes.', {
  ok: 'Measured, and inside its thresholds.',
  warning: 'Measured, and beyond the warning threshold.',
  alert: 'Measured, and beyond the alert threshold.',
  unknown: 'Not measured: too few rows, or not computable.',
});
