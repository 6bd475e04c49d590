import type { ReactElement } from 'react';
import { formatCount } from '../../../format/numbers';
import { t } from '../../../texts';
import { lineStyle } from './line-style';

export interface LegendEntry {
  name: string;
  n: number;
  isSmall: boolean;
}

/** Which line is whose, with n. */
export function LineLegend({ lines }: { lines: readonly LegendEntry[] }): ReactElement {
  return (
    <ul className="cs-legend cs-line-legend" aria-label={t('fairnessFigures.legend')}>
      {lines.map(({ name, n, isSmall }, at) => {
        const { colour, dash } = lineStyle(at);
        const words = t('ui.figure.n', { label: name, n: formatCount(n) });
        return (
          <li key={name}>
            <svg width="28" height="8" aria-hidden="true">
              <line
                x2="28"
                y1="4"
                y2="4"
                stroke={`var(--cs-${colour})`}
                strokeWidth={isSmall ? 1 : 2}
                strokeDasharray={dash === 'solid' ? undefined : dash.join(' ')}
              />
            </svg>{' '}
            {isSmall ? t('fairnessFigures.smallEntry', { entry: words }) : words}
          </li>
        );
      })}
    </ul>
  );
}
