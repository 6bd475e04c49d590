import { type Estimate } from '@countersign/statistics/inference';
import { formatNumber, type Mark, type ReportFigure } from '../report';
import { letters, mostRows, place, shareAxis, shortName } from './drawing-parts';
import { intervalText, percent, valueText } from './estimate-text';

interface ForestRow {
  readonly name: string;
  readonly rate: Estimate;
  /** Whether the group is large enough to take part in verdicts. */
  readonly isEligible: boolean;
}

interface ForestPlot {
  readonly caption: string;
  readonly rows: readonly ForestRow[];
  /** Where the policy draws a line, and its words. */
  readonly line: { readonly at: number; readonly words: string } | null;
}

const axis = { left: 150, right: 350 } as const;
const width = 480;
const top = 26;
const pitch = 16;

/** A rate of every group as a point with its interval and n; hollow and dashed where the group is below the minimum. */
export function forestPlot({ caption, rows, line }: ForestPlot): ReportFigure {
  const shown = largest(rows);
  const bottom = top + pitch * shown.length;
  const left = rows.length - shown.length;
  return {
    caption: left > 0 ? `${caption}; the ${mostRows} largest of ${rows.length} groups` : caption,
    description: [
      ...shown.map(rowWords),
      ...(line === null ? [] : [line.words]),
      ...(left > 0 ? [`${left} smaller groups stand in the table only`] : []),
    ].join('. '),
    drawing: {
      ...{ width, height: bottom + 16 },
      marks: [
        ...shareAxis({ ...axis, top, bottom }),
        ...(line === null ? [] : lineMarks(line, bottom)),
        ...shown.flatMap((row, at) => rowMarks(row, top + pitch * (at + 0.5))),
      ],
    },
  };
}

function largest(rows: readonly ForestRow[]): readonly ForestRow[] {
  if (rows.length <= mostRows) return rows;
  const kept = new Set([...rows].sort((a, b) => b.rate.n - a.rate.n).slice(0, mostRows));
  return rows.filter((row) => kept.has(row));
}

function rowWords({ name, rate, isEligible }: ForestRow): string {
  const interval = intervalText(rate, percent);
  const range = interval === '' ? '' : `, interval ${interval}`;
  const small = isEligible ? '' : ', below the minimum size';
  return `${name}: ${valueText(rate, percent)}${range}, n ${formatNumber(rate.n)}${small}`;
}

function lineMarks({ at, words }: NonNullable<ForestPlot['line']>, bottom: number): Mark[] {
  const x = place(axis, at);
  return [
    { shape: 'line', from: [x, top], to: [x, bottom + 2], weight: 1, isDashed: true },
    { shape: 'words', at: [x, bottom + 11], text: words, size: letters.small, anchor: 'middle' },
  ];
}

function rowMarks({ name, rate, isEligible }: ForestRow, y: number): Mark[] {
  const interval = rate.status === 'ok' ? rate.interval : undefined;
  const text = `${valueText(rate, percent)}, n ${formatNumber(rate.n)}`;
  return [
    {
      ...{ shape: 'words', at: [axis.left - 10, y + 3], size: letters.label, anchor: 'end' },
      text: shortName(name, axis.left - 14),
    },
    ...(interval
      ? [
          {
            ...{ shape: 'line' as const, weight: 1.5, isDashed: !isEligible },
            from: [place(axis, interval.lower), y] as const,
            to: [place(axis, interval.upper), y] as const,
          },
        ]
      : []),
    ...(rate.status === 'ok'
      ? [
          {
            shape: 'dot' as const,
            at: [place(axis, rate.value), y] as const,
            radius: 3,
            isHollow: !isEligible,
          },
        ]
      : []),
    { shape: 'words', at: [axis.right + 14, y + 3], text, size: letters.label },
  ];
}
