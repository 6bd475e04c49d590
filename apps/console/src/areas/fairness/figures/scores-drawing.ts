import { type GroupScoreResult } from '@countersign/domain/fairness';
import { formatPercent } from '../../../format/numbers';
import { t } from '../../../texts';
import { axisStyle, type ChartDrawing } from '../../../ui/chart-option';
import type { Palette } from '../../../ui/palette';
import { nameOf } from './audit-evidence';
import { intervalMark } from './interval-mark';
import { lineStyle } from './line-style';
import { shownBins, type ScoreShares } from './score-shares';

const grid = { left: 56, right: 16, bottom: 44 } as const;

const scoreAxis = (palette: Palette, name: string) => ({
  type: 'value' as const,
  min: 0,
  max: 1,
  interval: 0.25,
  name,
  nameLocation: 'middle' as const,
  nameGap: 26,
  ...axisStyle(palette),
});

const shareAxis = (palette: Palette) => ({
  type: 'value' as const,
  min: 0,
  ...axisStyle(palette),
  axisLabel: { color: palette.ink, formatter: (value: number) => formatPercent(value) },
});

const legendOf = (hasLegend: boolean, palette: Palette) => ({
  grid: { ...grid, top: hasLegend ? 70 : 14 },
  ...(hasLegend && { legend: { top: 0, textStyle: { color: palette.ink } } }),
});

/** The share of every group's scores in each bin, as steps. */
export const drawShares =
  (groups: readonly ScoreShares[], hasLegend: boolean): ChartDrawing =>
  (palette) => ({
    ...legendOf(hasLegend, palette),
    xAxis: scoreAxis(palette, t('fairnessFigures.scores.axis')),
    yAxis: shareAxis(palette),
    series: groups.map(({ name, shares, isSmall }, at) => {
      const { colour, dash } = lineStyle(at);
      const points = shares.map((share, bin) => [bin / shownBins, share]);
      return {
        ...{ type: 'line' as const, name, step: 'end' as const, symbol: 'none', silent: true },
        data: [...points, [1, shares.at(-1) ?? null]],
        color: palette[colour],
        lineStyle: { color: palette[colour], type: dash, width: isSmall ? 1 : 2 },
      };
    }),
  });

/** What was predicted against what happened: scores that mean what they say lie on the diagonal. */
export const drawCalibration =
  (groups: readonly GroupScoreResult[], least: number, hasLegend: boolean): ChartDrawing =>
  (palette) => ({
    ...legendOf(hasLegend, palette),
    xAxis: scoreAxis(palette, t('fairnessFigures.calibration.axis')),
    yAxis: { ...shareAxis(palette), max: 1, interval: 0.25 },
    series: [
      {
        ...{
          type: 'line' as const,
          symbol: 'none',
          silent: true,
          data: [
            [0, 0],
            [1, 1],
          ],
        },
        lineStyle: { color: palette.muted, type: 'dashed' as const, width: 1 },
      },
      ...groups.flatMap((group, at) => groupSeries(group, { at, least, palette })),
    ],
  });

interface Styled {
  at: number;
  least: number;
  palette: Palette;
}

function groupSeries({ group, calibration }: GroupScoreResult, { at, least, palette }: Styled) {
  const { colour, dash } = lineStyle(at);
  const points = calibration.flatMap(({ meanScore, observed, n }) =>
    observed.status === 'ok' ? [{ meanScore, observed, isSmall: n < least }] : [],
  );
  return [
    {
      ...{ type: 'line' as const, name: nameOf(group), symbol: 'circle', symbolSize: 8, silent: true },
      color: palette[colour],
      lineStyle: { color: palette[colour], type: dash, width: 1 },
      data: points.map(({ meanScore, observed, isSmall }) => ({
        value: [meanScore, observed.value],
        itemStyle: {
          color: isSmall ? palette.surface : palette[colour],
          borderColor: palette[colour],
          borderWidth: 2,
        },
      })),
    },
    {
      ...{ type: 'custom' as const, silent: true },
      data: points.map(({ meanScore, observed }) => [
        meanScore,
        observed.interval?.lower ?? null,
        observed.interval?.upper ?? null,
      ]),
      renderItem: intervalMark(palette[colour]),
    },
  ];
}
