import { useMemo, type ReactElement } from 'react';
import { Chart, chartSvg } from '../../../ui/chart';
import { ChartFigure, type ChartFigureProps } from '../../../ui/chart-figure';
import { LineLegend, type LegendEntry } from './line-legend';
import type { thresholdDrawings } from './threshold-drawing';
import type { ThresholdPlace } from './threshold-place';
import { ThresholdMark, ThresholdSlider } from './threshold-slider';

type Words = Pick<ChartFigureProps, 'finding' | 'sentence' | 'sizes' | 'caption' | 'table' | 'fileName'>;

interface ThresholdFigureProps extends Words {
  lines: readonly LegendEntry[];
  drawings: ReturnType<typeof thresholdDrawings>;
  height: number;
  place: ThresholdPlace;
  /** What a threshold does, in words. */
  spokenOf: (bin: number) => string;
}

/** Lines over the thresholds with a slider below them. When it moves, nothing but its marker and itself is drawn again. */
export function ThresholdFigure(props: ThresholdFigureProps): ReactElement {
  const { lines, drawings, height, place, spokenOf, ...words } = props;
  const legend = useMemo(() => <LineLegend lines={lines} />, [lines]);
  const chart = useMemo(() => <Chart drawing={drawings.onPage} height={height} />, [drawings, height]);
  return (
    <ChartFigure
      {...words}
      svg={() => chartSvg(drawings.taken, height + 60)}
      level={3}
      controls={<ThresholdSlider place={place} spokenOf={spokenOf} />}
    >
      {legend}
      <div className="cs-threshold-frame">
        <div role="img" aria-label={words.sentence}>
          {chart}
        </div>
        <ThresholdMark place={place} />
      </div>
    </ChartFigure>
  );
}
