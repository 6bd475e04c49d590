import { type Estimate } from '@countersign/statistics/inference';
import { formatNumber, type Mark, type ReportFigure } from '../report';
import { hatching, letters, mostRows, shortName } from './drawing-parts';
import { percent, valueText } from './estimate-text';

interface HeatCell {
  /** The values of the two attributes. */
  readonly group: readonly [string, string];
  readonly rate: Estimate;
  readonly isEligible: boolean;
}

interface HeatMap {
  readonly caption: string;
  readonly cells: readonly HeatCell[];
}

const mostColumns = 8;
const left = 130;
const top = 20;
const height = 26;

/**
 * A rate of every crossing of two attributes: the darker the higher, from 0 to 100 %. A crossing below the minimum is hollow
 * and hatched, one that holds nobody is left open. Null where there are too many values for a picture.
 */
export function heatMap({ caption, cells }: HeatMap): ReportFigure | null {
  const [one, other] = ([0, 1] as const).map((at) => [...new Set(cells.map(({ group }) => group[at]))]);
  const isTurned = other!.length > one!.length;
  const [down, across] = isTurned ? [other!, one!] : [one!, other!];
  if (across.length > mostColumns || down.length > mostRows) return null;
  const width = Math.min(84, 350 / across.length);
  const placed = cells.map((cell) => {
    const [row, column] = isTurned ? [cell.group[1], cell.group[0]] : cell.group;
    return { ...cell, x: left + width * across.indexOf(column), y: top + height * down.indexOf(row) };
  });
  return {
    caption,
    description: cells.map(cellWords).join('. '),
    drawing: {
      ...{ width: 480, height: top + height * down.length + 4 },
      marks: [
        ...across.map((name, at): Mark => ({
          ...{
            shape: 'words',
            at: [left + width * (at + 0.5), top - 6],
            size: letters.label,
            anchor: 'middle',
          },
          text: shortName(name, width - 4),
        })),
        ...down.map((name, at): Mark => ({
          ...{
            shape: 'words',
            at: [left - 8, top + height * (at + 0.5) + 3],
            size: letters.label,
            anchor: 'end',
          },
          text: shortName(name, left - 12),
        })),
        ...placed.flatMap((cell) => cellMarks(cell, width)),
      ],
    },
  };
}

function cellWords({ group, rate, isEligible }: HeatCell): string {
  const small = isEligible ? '' : ', below the minimum size';
  return `${group.join(' × ')}: ${valueText(rate, percent)}, n ${formatNumber(rate.n)}${small}`;
}

/** Letters have to be read on the darkest box, on paper as on a dark page. */
const darkest = 0.35;

function cellMarks({ rate, isEligible, x, y }: HeatCell & { x: number; y: number }, width: number): Mark[] {
  const box = { x: x + 1, y: y + 1, width: width - 2, height: height - 2 };
  const area = { shape: 'box' as const, at: [box.x, box.y] as const, width: box.width, height: box.height };
  const middle = x + width / 2;
  const value = rate.status === 'ok' ? percent(rate.value) : 'none';
  return [
    { ...area, isHollow: true },
    ...(isEligible && rate.status === 'ok'
      ? [{ ...area, strength: 0.03 + (darkest - 0.03) * rate.value }]
      : []),
    ...(isEligible ? [] : hatching(box)),
    { shape: 'words', at: [middle, y + 11.5], text: value, size: letters.label, anchor: 'middle' },
    {
      shape: 'words',
      at: [middle, y + 21],
      text: `n ${formatNumber(rate.n)}`,
      size: letters.small,
      anchor: 'middle',
    },
  ];
}
