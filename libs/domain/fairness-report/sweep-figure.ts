import { type FairnessPolicy, type SectionResults } from '../fairness';
import { formatNumber, type Mark, type ReportFigure } from '../report';
import { letters, shortName } from './drawing-parts';
import { percent } from './estimate-text';
import { groupName, isSame, sectionName } from './section-name';

interface Curve {
  readonly name: string;
  readonly n: number;
  readonly values: readonly (number | null)[];
  readonly isDashed: boolean;
  /** A limit across the panel. */
  readonly limit?: number;
}

const mostCurves = 12;
const panel = { left: 150, right: 380, height: 30, pitch: 42 } as const;
const top = 14;

/** The impact ratio and the share selected of each group at every threshold, one panel below the other. */
export function sweepFigure(section: SectionResults, policy: FairnessPolicy): ReportFigure {
  const { thresholds, impactRatio } = section.scores!;
  // Where being selected is the unfavourable outcome its ratio is not the one that the limit is for.
  const limit =
    policy.favourable.prediction === 'positive' ? policy.limits.impact_ratio?.minimumRatio : undefined;
  const groups = groupCurves(section);
  const shown = groups.slice(0, mostCurves);
  const left = groups.length - shown.length;
  const ratio: Curve = {
    ...{ name: 'Lowest over highest share', n: 0, values: impactRatio, isDashed: false },
    ...(limit !== undefined && { limit }),
  };
  const curves = [ratio, ...shown];
  const bottom = top + panel.pitch * curves.length;
  const caption = `Threshold sweep by ${sectionName(section.attributes)}: share selected at each threshold`;
  return {
    caption: left > 0 ? `${caption}; the ${mostCurves} largest of ${groups.length} groups` : caption,
    description: curves.map((curve) => curveWords(curve, thresholds)).join('. '),
    drawing: {
      ...{ width: 480, height: bottom + 10 },
      marks: [
        ...curves.flatMap((curve, at) => panelMarks(curve, thresholds, top + panel.pitch * at)),
        ...[0, 0.25, 0.5, 0.75, 1].map((tick): Mark => ({
          ...{ shape: 'words', at: [across(tick), bottom], size: letters.small, anchor: 'middle' },
          text: tick === 0.5 ? 'threshold 0.5' : String(tick),
        })),
      ],
    },
  };
}

/** Largest first where not all can be shown, otherwise in their order. */
function groupCurves({ scores, groups }: SectionResults): Curve[] {
  const curves = scores!.sweep.map(({ group, n, selectionRate }) => ({
    ...{ name: groupName(group), n, values: selectionRate },
    isDashed: groups.find((each) => isSame(each.group, group))?.eligible === false,
  }));
  return curves.length <= mostCurves ? curves : curves.sort((a, b) => b.n - a.n);
}

function curveWords({ name, n, values, isDashed, limit }: Curve, thresholds: readonly number[]): string {
  const points = thresholds.flatMap((threshold, at) => {
    const value = values[at] ?? null;
    return at % 2 === 0 && value !== null ? [`${percent(value)} at ${threshold}`] : [];
  });
  const small = isDashed ? ', below the minimum size' : '';
  const rule = limit === undefined ? '' : `, the limit of the policy being ${percent(limit)}`;
  return `${name}${n > 0 ? `, n ${formatNumber(n)}` : ''}${small}${rule}: ${points.join(', ')}`;
}

const across = (threshold: number): number => panel.left + threshold * (panel.right - panel.left);

function panelMarks(
  { name, n, values, isDashed, limit }: Curve,
  thresholds: readonly number[],
  y: number,
): Mark[] {
  const up = (share: number): number => y + panel.height * (1 - share);
  const point = (at: number) => [across(thresholds[at]!), up(values[at]!)] as const;
  const [from, to] = [panel.left, panel.right];
  const rule = (share: number, isLimit: boolean): Mark => ({
    ...{ shape: 'line', from: [from, up(share)], to: [to, up(share)], weight: isLimit ? 1 : 0.5 },
    ...(isLimit ? { isDashed: true } : { strength: 0.3 }),
  });
  const words = (text: string, at: readonly [number, number], anchor: 'start' | 'end'): Mark => ({
    ...{ shape: 'words', text, at, anchor, size: letters.small },
  });
  const segments = values.flatMap((value, at): Mark[] =>
    at === 0 || value === null || values[at - 1] === null
      ? []
      : [{ shape: 'line', from: point(at - 1), to: point(at), weight: 1.5, isDashed }],
  );
  return [
    rule(0, false),
    rule(1, false),
    ...(limit === undefined
      ? []
      : [rule(limit, true), words(`limit ${limit}`, [to + 6, up(limit) + 2.5], 'start')]),
    ...segments,
    words(shortName(name, 125), [from - 24, y + 13], 'end'),
    ...(n > 0 ? [words(`n ${formatNumber(n)}`, [from - 24, y + 23], 'end')] : []),
    words('100 %', [from - 2, up(1) + 3], 'end'),
    words('0', [from - 2, up(0) + 2], 'end'),
  ];
}
