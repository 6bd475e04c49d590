/** One method with its thresholds. */
export interface Check {
  /** Method name, such as psi or roc_auc. */
  method: string;
  /** The kind of column it applies to; null for checks of a whole model version. */
  appliesTo: 'numeric' | 'categorical' | null;
  /** Null when there is no line before the alert line. */
  warning: number | null;
  alert: number;
  /** On which side of a line the bad values lie. */
  direction: 'above' | 'below';
  /** Whether it gives the column's verdict; the others are shown beside it. */
  deciding: boolean;
}

/** What is wrong with a check's lines, as one sentence, or null when nothing is. */
export function checkFault(check: Check): string | null {
  const { alert, warning, direction } = check;
  if (!Number.isFinite(alert)) return 'The alert line has to be a finite number.';
  if (warning === null) return null;
  if (!Number.isFinite(warning)) return 'The warning line has to be a finite number.';
  if (direction === 'above' && warning > alert)
    return 'The warning line has to be at or below the alert line.';
  if (direction === 'below' && warning < alert)
    return 'The warning line has to be at or above the alert line.';
  return null;
}
