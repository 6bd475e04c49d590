import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn } from 'echarts';
import type { Palette } from '../../ui/palette';

/** Dimensions of a row of the forest series, in the order of its data. */
const dimension = { value: 0, row: 1, lower: 2, upper: 3, eligible: 4, isHidden: 5 } as const;

const point = (api: CustomSeriesRenderItemAPI, at: number): [number, number] => {
  const [x = 0, y = 0] = api.coord([at, api.value(dimension.row)]);
  return [x, y];
};

/** A hidden group: strokes over the whole width, at no value. */
function hatching(api: CustomSeriesRenderItemAPI, palette: Palette): CustomSeriesRenderItemReturn {
  const [from, y] = point(api, 0);
  const [to] = point(api, 1);
  const strokes = Array.from({ length: Math.floor((to - from) / 12) }, (_, at) => ({
    type: 'line' as const,
    shape: { x1: from + 12 * at, y1: y + 5, x2: from + 12 * at + 8, y2: y - 5 },
    style: { stroke: palette.muted, lineWidth: 1 },
  }));
  return { type: 'group', children: strokes };
}

/** Draws one group: interval bar with end ticks, and the rate as a dot; hollow and dashed when it is too small to judge, hatched when it is hidden. */
export function forestMark(api: CustomSeriesRenderItemAPI, palette: Palette): CustomSeriesRenderItemReturn {
  if (api.value(dimension.isHidden) === 1) return hatching(api, palette);
  const value = Number(api.value(dimension.value));
  if (Number.isNaN(value)) return null;
  const [x, y] = point(api, value);
  const eligible = api.value(dimension.eligible) === 1;
  const colour = eligible ? palette.baseline : palette.muted;
  const stroke = { stroke: colour, lineWidth: 2, lineDash: eligible ? undefined : [4, 3], fill: 'none' };
  const lower = Number(api.value(dimension.lower));
  const upper = Number(api.value(dimension.upper));
  const dot = {
    type: 'circle' as const,
    shape: { cx: x, cy: y, r: 5 },
    style: { fill: eligible ? colour : palette.surface, stroke: colour, lineWidth: 2 },
  };
  if (Number.isNaN(lower) || Number.isNaN(upper)) return dot;
  const [from] = point(api, lower);
  const [to] = point(api, upper);
  const tick = (at: number) => ({
    type: 'line' as const,
    shape: { x1: at, y1: y - 5, x2: at, y2: y + 5 },
    style: { stroke: colour, lineWidth: 2 },
  });
  const bar = { type: 'line' as const, shape: { x1: from, y1: y, x2: to, y2: y }, style: stroke };
  return { type: 'group', children: [bar, tick(from), tick(to), dot] };
}

/** The limit of one line: an upright stroke across it. */
export function limitMark(api: CustomSeriesRenderItemAPI, palette: Palette): CustomSeriesRenderItemReturn {
  const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
  return {
    type: 'line',
    shape: { x1: x, y1: y - 13, x2: x, y2: y + 13 },
    style: { stroke: palette.ink, lineWidth: 3 },
  };
}
