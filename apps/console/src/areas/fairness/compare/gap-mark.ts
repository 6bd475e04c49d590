import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn } from 'echarts';
import type { Palette } from '../../../ui/palette';

/** Dimensions of a row of the paired dots, in the order of its data. */
const dimension = {
  row: 0,
  before: 1,
  beforeLower: 2,
  beforeUpper: 3,
  after: 4,
  afterLower: 5,
  afterUpper: 6,
} as const;

/** Pixels of each audit above and below the middle of the row. */
const apart = 7;

/** One audit's gap in a row. */
interface Side {
  value: number;
  lower: number;
  upper: number;
  shift: number;
  colour: string;
  isFilled: boolean;
}

type Place = (at: number) => [x: number, y: number];

function sideMarks({ value, lower, upper, shift, colour, isFilled }: Side, place: Place, surface: string) {
  if (Number.isNaN(value)) return [];
  const [x, y] = place(value);
  const stroke = { stroke: colour, lineWidth: 2 };
  const dot = {
    type: 'circle' as const,
    shape: { cx: x, cy: y + shift, r: 5 },
    style: { ...stroke, fill: isFilled ? colour : surface },
  };
  if (Number.isNaN(lower) || Number.isNaN(upper)) return [dot];
  const bar = {
    type: 'line' as const,
    shape: { x1: place(lower)[0], y1: y + shift, x2: place(upper)[0], y2: y + shift },
    style: { ...stroke, fill: 'none' },
  };
  return [bar, dot];
}

/** Two audits of one gap: the earlier hollow above, the later filled below, each with its interval, and a line between. */
export function gapMark(api: CustomSeriesRenderItemAPI, palette: Palette): CustomSeriesRenderItemReturn {
  const number = (name: keyof typeof dimension) => Number(api.value(dimension[name]));
  const place: Place = (at) => {
    const [x = 0, y = 0] = api.coord([at, number('row')]);
    return [x, y];
  };
  const before = {
    ...{ value: number('before'), lower: number('beforeLower'), upper: number('beforeUpper') },
    ...{ shift: -apart, colour: palette.baseline, isFilled: false },
  };
  const after = {
    ...{ value: number('after'), lower: number('afterLower'), upper: number('afterUpper') },
    ...{ shift: apart, colour: palette.current, isFilled: true },
  };
  const [[x1, y], [x2]] = [place(before.value), place(after.value)];
  const join = {
    type: 'line' as const,
    shape: { x1, y1: y - apart, x2, y2: y + apart },
    style: { stroke: palette.muted, lineWidth: 1, fill: 'none' },
  };
  const isJoined = !Number.isNaN(before.value) && !Number.isNaN(after.value);
  return {
    type: 'group',
    children: [
      ...(isJoined ? [join] : []),
      ...sideMarks(before, place, palette.surface),
      ...sideMarks(after, place, palette.surface),
    ],
  };
}
