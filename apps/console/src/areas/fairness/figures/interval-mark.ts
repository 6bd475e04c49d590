import type { CustomSeriesRenderItem } from 'echarts';

/** An upright bar from the second to the third dimension of a point, at its first. */
export const intervalMark =
  (colour: string): CustomSeriesRenderItem =>
  (_parameters, api) => {
    const [at, lower, upper] = [0, 1, 2].map((dimension) => Number(api.value(dimension)));
    if (Number.isNaN(lower) || Number.isNaN(upper)) return null;
    const [x = 0, from = 0] = api.coord([at ?? 0, lower ?? 0]);
    const [, to = 0] = api.coord([at ?? 0, upper ?? 0]);
    return {
      type: 'line',
      shape: { x1: x, y1: from, x2: x, y2: to },
      style: { stroke: colour, lineWidth: 1.5, fill: 'none' },
    };
  };
