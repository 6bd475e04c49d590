import type { ReactElement, ReactNode } from 'react';
import { t } from '../../texts';
import { type EstimateParts, EstimateText } from '../../ui/estimate-text';

/** What stands where a number of few people is hidden from the viewer. */
function HiddenNumber(): ReactElement {
  return <span className="cs-muted">{t('fairness.hidden.word')}</span>;
}

/** A number as it is written, or that it is hidden. */
export function shown(value: number | null | undefined, format: (value: number) => string): ReactNode {
  return value == null ? <HiddenNumber /> : format(value);
}

/** An estimate, or that it is hidden. */
export function ShownEstimate({ estimate }: { estimate: EstimateParts | null }): ReactElement {
  return estimate === null ? <HiddenNumber /> : <EstimateText estimate={estimate} />;
}

/** Whether a group takes part in verdicts; null where that is hidden. */
export function judgedText(eligible: boolean | null): string {
  if (eligible === null) return t('fairness.hidden.word');
  return eligible ? t('fairness.groups.yes') : t('fairness.groups.no');
}
