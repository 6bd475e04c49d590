import type { ReactElement } from 'react';
import { word, type Word } from '../format/words';
import { Icon } from './icons';

export type AnyVerdict = Word<'verdict'>;
export type Tone = 'ok' | 'warning' | 'alert' | 'unknown';

const tones: Record<AnyVerdict, Tone> = {
  OK: 'ok',
  PASS: 'ok',
  WARNING: 'warning',
  ALERT: 'alert',
  FAIL: 'alert',
  UNKNOWN: 'unknown',
  INSUFFICIENT_EVIDENCE: 'unknown',
};

/** The tone of a verdict: which icon and colour go with its word. */
export const toneOf = (verdict: AnyVerdict): Tone => tones[verdict];

/** A verdict as icon and word; the colour only repeats them. */
export function VerdictBadge({
  verdict,
  large = false,
}: {
  verdict: AnyVerdict;
  large?: boolean;
}): ReactElement {
  const tone = toneOf(verdict);
  return (
    <span className={`cs-verdict cs-tone-${tone}${large ? ' cs-verdict-large' : ''}`} data-verdict={verdict}>
      <Icon name={tone} size={large ? 22 : 16} />
      <span>{word('verdict', verdict)}</span>
    </span>
  );
}
