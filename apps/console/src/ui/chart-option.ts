import type { BarSeriesOption, CustomSeriesOption, LineSeriesOption } from 'echarts/charts';
import type {
  AriaComponentOption,
  GridComponentOption,
  LegendComponentOption,
  MarkLineComponentOption,
  TooltipComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { Palette } from './palette';

/** The charts this console draws. */
export type ChartOption = ComposeOption<
  | BarSeriesOption
  | CustomSeriesOption
  | LineSeriesOption
  | AriaComponentOption
  | GridComponentOption
  | LegendComponentOption
  | MarkLineComponentOption
  | TooltipComponentOption
>;

/** A chart for a given palette: drawn in the colours of the screen, exported in light ones. */
export type ChartDrawing = (palette: Palette) => ChartOption;

/** Axis style shared by all charts. */
export const axisStyle = (palette: Palette) => ({
  axisLine: { show: true, lineStyle: { color: palette.muted } },
  axisLabel: { color: palette.ink },
  nameTextStyle: { color: palette.ink },
  splitLine: { lineStyle: { color: palette.line } },
});
