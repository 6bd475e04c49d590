import { useMemo, type ReactElement } from 'react';
import { formatCount, formatMeasure } from '../../../format/numbers';
import { listOf } from '../../../format/words';
import { t } from '../../../texts';
import { axisStyle, type ChartDrawing } from '../../../ui/chart-option';
import { ChartFigure } from '../../../ui/chart-figure';
import type { TableTwin } from '../../../ui/csv';
import { gapMark } from './gap-mark';
import { directionOf, type GapRow } from './gap-rows';

const rowHeight = 46;

const drawGaps =
  (rows: readonly GapRow[]): ChartDrawing =>
  (palette) => ({
    grid: { left: 8, right: 24, top: 8, bottom: 44, containLabel: true },
    xAxis: {
      type: 'value',
      name: t('fairnessCompare.gaps.axis'),
      nameLocation: 'middle',
      nameGap: 28,
      ...axisStyle(palette),
      axisLabel: { color: palette.ink, hideOverlap: true },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ name }) => name),
      ...axisStyle(palette),
      axisLabel: { color: palette.ink, width: 110, overflow: 'break', lineHeight: 14 },
    },
    series: [
      {
        type: 'custom',
        silent: true,
        // The axes take their extent from these dimensions: zero gaps have to be in sight.
        encode: { x: [1, 2, 3, 4, 5, 6, 7], y: 0 },
        data: rows.map(({ before, after }, index) => [
          ...[index, before.value, before.lower, before.upper, after.value, after.lower, after.upper, 0].map(
            (value) => value ?? Number.NaN,
          ),
        ]),
        renderItem: (_parameters, api) => gapMark(api, palette),
      },
    ],
  });

const directions = ['wider', 'turned', 'narrower'] as const;

/** Which gaps changed by more than chance explains, and which way. */
function findingOf(rows: readonly GapRow[]): string {
  const parts = directions.flatMap((direction) => {
    const names = rows.filter((row) => directionOf(row) === direction).map(({ name }) => name);
    return names.length === 0 ? [] : [t(`fairnessCompare.gaps.${direction}`, { names: listOf(names) })];
  });
  return parts.length === 0 ? t('fairnessCompare.gaps.unclear') : parts.join('; ');
}

const twinOf = (rows: readonly GapRow[]): TableTwin => ({
  columns: [
    ...[t('fairness.criteria.name'), t('fairness.criteria.between'), t('fairness.groups.n')],
    ...(['before', 'beforeLower', 'beforeUpper', 'after', 'afterLower', 'afterUpper'] as const).map((name) =>
      t(`fairnessCompare.gaps.${name}`),
    ),
    ...(['change', 'changeLower', 'changeUpper', 'mix', 'rates'] as const).map((name) =>
      t(`fairnessCompare.gaps.${name}`),
    ),
  ],
  rows: rows.map(({ name, between, before, after, change, split }) => [
    ...[name, between.join(', '), change.n],
    ...[before, after, change].flatMap(({ value, lower, upper }) => [
      value ?? null,
      lower ?? null,
      upper ?? null,
    ]),
    ...[split?.mix ?? null, split?.rates ?? null],
  ]),
});

interface GapFigureProps {
  attributes: readonly string[];
  rows: readonly GapRow[];
  level: number;
}

/** The gaps of a section in two audits, as paired dots. */
export function GapFigure({ attributes, rows, level }: GapFigureProps): ReactElement | null {
  const shown = useMemo(() => rows.filter(({ change }) => change.status === 'OK'), [rows]);
  const drawing = useMemo(() => drawGaps(shown), [shown]);
  if (shown.length === 0) return null;
  const finding = findingOf(shown);
  const most = (side: 'before' | 'after') => Math.max(...shown.map((row) => row[side].n));
  return (
    <ChartFigure
      finding={finding}
      sentence={t('fairnessCompare.gaps.sentence', {
        ...{ attributes: attributes.join(' × '), finding },
        changes: listOf(
          shown.map(({ name, before, after }) =>
            t('fairnessCompare.gaps.spoken', {
              name,
              before: formatMeasure(before.value ?? 0),
              after: formatMeasure(after.value ?? 0),
            }),
          ),
        ),
      })}
      sizes={[
        { label: t('fairnessCompare.before'), n: most('before') },
        { label: t('fairnessCompare.after'), n: most('after') },
      ]}
      caption={t('fairnessCompare.gaps.caption', { level: formatCount(level) })}
      table={twinOf(rows)}
      fileName={`gaps-${attributes.join('-')}`}
      drawing={drawing}
      height={shown.length * rowHeight + 60}
      level={3}
    />
  );
}
