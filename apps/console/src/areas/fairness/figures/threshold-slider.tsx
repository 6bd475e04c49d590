import { scoreEdges } from '@countersign/domain/fairness';
import { useId, type CSSProperties, type ReactElement } from 'react';
import { t } from '../../../texts';
import { plotInset } from './threshold-drawing';
import { useThreshold, type ThresholdPlace } from './threshold-place';

/** A threshold with the decimals of the edges of a hundred bins. */
export const thresholdText = (threshold: number): string => threshold.toFixed(2);

const inset = {
  '--cs-plot-left': `${plotInset.left}px`,
  '--cs-plot-right': `${plotInset.right}px`,
  '--cs-plot-top': `${plotInset.top}px`,
  '--cs-plot-bottom': `${plotInset.bottom}px`,
  '--cs-last-edge': scoreEdges.at(-1),
} as CSSProperties;

/** The line in the picture that goes with the slider. */
export function ThresholdMark({ place }: { place: ThresholdPlace }): ReactElement {
  const threshold = scoreEdges[useThreshold(place)] ?? 0;
  return (
    <div className="cs-threshold-plot" aria-hidden="true" style={inset}>
      <div className="cs-threshold-mark" style={{ transform: `translateX(${100 * threshold}%)` }} />
    </div>
  );
}

interface SliderProps {
  place: ThresholdPlace;
  /** What a threshold does, in words. */
  spokenOf: (bin: number) => string;
}

/** Moves the threshold from edge to edge: by pointer, arrow keys, Page Up and Down, Home and End. */
export function ThresholdSlider({ place, spokenOf }: SliderProps): ReactElement {
  const id = useId();
  const bin = useThreshold(place);
  const threshold = thresholdText(scoreEdges[bin] ?? 0);
  return (
    <div className="cs-threshold" style={inset}>
      <input
        id={id}
        type="range"
        min={0}
        max={scoreEdges.length - 1}
        step={1}
        value={bin}
        aria-valuetext={t('fairnessFigures.sweep.spoken', { threshold, spoken: spokenOf(bin) })}
        onChange={(event) => place.set(Number(event.currentTarget.value))}
      />
      <label htmlFor={id}>
        {t('fairnessFigures.sweep.threshold')} <strong>{threshold}</strong>
      </label>
    </div>
  );
}
