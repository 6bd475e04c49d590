import { useId, type CSSProperties, type ReactElement } from 'react';
import { t } from '../../../texts';
import { plotInset } from './sweep-drawing';

/** A threshold with the decimals of the edges of a hundred bins. */
export const thresholdText = (threshold: number): string => threshold.toFixed(2);

const inset = {
  '--cs-plot-left': `${plotInset.left}px`,
  '--cs-plot-right': `${plotInset.right}px`,
  '--cs-plot-top': `${plotInset.top}px`,
  '--cs-plot-bottom': `${plotInset.bottom}px`,
} as CSSProperties;

/** The line in the picture that goes with the slider. */
export function ThresholdMark({ threshold }: { threshold: number }): ReactElement {
  return (
    <div className="cs-threshold-plot" aria-hidden="true" style={inset}>
      <div className="cs-threshold-mark" style={{ insetInlineStart: `${100 * threshold}%` }} />
    </div>
  );
}

interface SliderProps {
  edges: readonly number[];
  bin: number;
  /** What the threshold does, in words. */
  spoken: string;
  onChange: (bin: number) => void;
}

/** Moves the threshold from edge to edge: by pointer, arrow keys, Page Up and Down, Home and End. */
export function ThresholdSlider({ edges, bin, spoken, onChange }: SliderProps): ReactElement {
  const id = useId();
  const threshold = thresholdText(edges[bin] ?? 0);
  return (
    <div className="cs-threshold" style={inset}>
      <input
        id={id}
        type="range"
        min={0}
        max={edges.length - 1}
        step={1}
        value={bin}
        aria-valuetext={t('fairnessFigures.sweep.spoken', { threshold, spoken })}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      />
      <label htmlFor={id}>
        {t('fairnessFigures.sweep.threshold')} <strong>{threshold}</strong>
      </label>
    </div>
  );
}
