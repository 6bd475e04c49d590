import { scoreEdges } from '@countersign/domain/fairness';
import { formatNumber } from '../../../format/numbers';
import { t } from '../../../texts';
import { axisStyle, type ChartDrawing } from '../../../ui/chart-option';
import { lineStyle } from '../figures/line-style';
import { plotInset } from '../figures/sweep-drawing';
import type { CostLine } from './cost-lines';

/** Cost per case over thresholds, all groups together and the largest groups. */
export const drawCosts =
  (lines: readonly CostLine[], hasLegend: boolean): ChartDrawing =>
  (palette) => ({
    grid: { ...plotInset, top: hasLegend ? 70 : plotInset.top },
    ...(hasLegend && { legend: { top: 0, textStyle: { color: palette.ink } } }),
    xAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.25,
      name: t('fairnessFigures.sweep.axis'),
      nameLocation: 'middle',
      nameGap: 26,
      ...axisStyle(palette),
    },
    yAxis: {
      type: 'value',
      min: 0,
      ...axisStyle(palette),
      axisLabel: { color: palette.ink, formatter: (value: number) => formatNumber(value) },
    },
    series: lines.map((line, at) => {
      const { colour, dash } = lineStyle(at);
      return {
        type: 'line' as const,
        name: line.name,
        data: scoreEdges.map((edge, bin) => [edge, line.means[bin] ?? null]),
        symbol: 'none',
        silent: true,
        color: palette[colour],
        lineStyle: { color: palette[colour], type: dash, width: line.isSmall ? 1 : 2 },
      };
    }),
  });
