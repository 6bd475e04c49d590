import type { LineSeriesOption } from 'echarts/charts';
import { formatNumber } from '../../format/numbers';
import { t } from '../../texts';
import { axisStyle, type ChartDrawing } from '../../ui/chart-option';
import type { Palette } from '../../ui/palette';
import { lastDay, type PairResult } from './pair-result';

/** What is drawn of e-values: beyond it nothing is to be seen. */
export const drawn = { least: 0.001, most: 1_000_000 } as const;

const mostLines = 5;
const fewDays = 40;
const types = ['solid', 'dashed', 'dotted', 'solid', 'dashed'] as const;
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle'] as const;

/** The groups of most evidence, and how many there are beside them. */
export function drawnGroups(history: readonly PairResult[]): { groups: string[]; others: number } {
  const groups = lastDay(history).map(({ group }) => group);
  return { groups: groups.slice(0, mostLines), others: Math.max(0, groups.length - mostLines) };
}

const clamped = (value: number): number => Math.min(drawn.most, Math.max(drawn.least, value));

/** The alarm lines of the groups drawn, each once. */
function alarmLines(history: readonly PairResult[], palette: Palette): LineSeriesOption['markLine'] {
  const lines = [...new Set(history.map(({ alert }) => alert))].sort((a, b) => a - b);
  return {
    ...{ silent: true, symbol: 'none', precision: 12 },
    data: lines.map((line) => ({
      yAxis: line,
      lineStyle: { color: palette.alert, type: 'dashed' as const, width: 2 },
      label: {
        ...{ color: palette.ink, fontSize: 12, position: 'insideEndTop' as const },
        formatter: t('watch.figure.alarmAt', { value: formatNumber(line) }),
      },
    })),
  };
}

/** The e-value of each group by day on a logarithmic axis, with the alarm lines. */
export const drawEvidence =
  (history: readonly PairResult[]): ChartDrawing =>
  (palette) => {
    const { groups } = drawnGroups(history);
    const shown = history.filter(({ group }) => groups.includes(group));
    const days = [...new Set(shown.map(({ day }) => day))].sort();
    const colours = [palette.baseline, palette.current, palette.ok, palette.unknown, palette.ink];
    const values = new Map(shown.map(({ group, day, numbers }) => [`${day} ${group}`, numbers.eValue]));
    const at = (day: string, group: string) => {
      const value = values.get(`${day} ${group}`);
      return value === undefined ? null : clamped(value);
    };
    const series = groups.map((group, index): LineSeriesOption => {
      const color = colours[index];
      return {
        ...{ type: 'line', name: group, data: days.map((day) => at(day, group)) },
        ...{ symbol: symbols[index], symbolSize: 7, showSymbol: days.length <= fewDays },
        ...{ lineStyle: { color, type: types[index], width: 2 }, itemStyle: { color } },
        ...(index === 0 && { markLine: alarmLines(shown, palette) }),
      };
    });
    return {
      grid: { left: 64, right: 16, top: 56, bottom: 28 },
      legend: { top: 0, left: 0, textStyle: { color: palette.ink } },
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value) => (value == null ? '' : formatNumber(Number(value))),
      },
      xAxis: { type: 'category', data: days, ...axisStyle(palette) },
      yAxis: {
        ...{ type: 'log', logBase: 10, name: t('watch.figure.axis'), ...axisStyle(palette) },
        nameTextStyle: { color: palette.ink, align: 'left', padding: [0, 0, 0, -56] },
        // The lines belong to the picture, however far away they are.
        max: ({ max }: { max: number }) => Math.max(max, ...shown.map(({ alert }) => alert)) * 2,
        axisLabel: { color: palette.ink, formatter: (value: number) => formatNumber(value) },
      },
      series,
    };
  };
