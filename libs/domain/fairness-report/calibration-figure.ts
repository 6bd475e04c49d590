import {
  type CalibrationTenth,
  type FairnessPolicy,
  type GroupScoreResult,
  type SectionResults,
} from '../fairness';
import { formatNumber, type Mark, type Point, type ReportFigure } from '../report';
import { letters, shortName } from './drawing-parts';
import { decimal, intervalText, percent } from './estimate-text';
import { groupName, sectionName } from './section-name';

const mostPanels = 9;
const size = 105;
const pitch = { x: 160, y: 150 } as const;

/** Mean score against the share of positives, a panel for each group; null where no group has labels. */
export function calibrationFigure(
  { attributes, scores }: SectionResults,
  policy: FairnessPolicy,
): ReportFigure | null {
  const groups = scores!.groups.filter(({ calibration }) => calibration.length > 0);
  if (groups.length === 0) return null;
  const shown = groups.length > mostPanels ? largest(groups) : groups;
  const caption = `Calibration by ${sectionName(attributes)}: share of positives by mean score`;
  const least = policy.minimums.groupSize;
  return {
    caption:
      shown.length < groups.length
        ? `${caption}; the ${mostPanels} largest of ${groups.length} groups`
        : caption,
    description: shown.map(groupWords).join('. '),
    drawing: {
      ...{ width: 480, height: pitch.y * Math.ceil(shown.length / 3) },
      marks: shown.flatMap((group, at) =>
        panelMarks(group, [pitch.x * (at % 3) + 28, pitch.y * Math.floor(at / 3) + 16], least),
      ),
    },
  };
}

const largest = (groups: readonly GroupScoreResult[]): GroupScoreResult[] =>
  [...groups].sort((a, b) => b.n - a.n).slice(0, mostPanels);

function groupWords({ group, n, calibration }: GroupScoreResult): string {
  const tenths = calibration.map(
    ({ meanScore, observed, n: rows }) =>
      `mean score ${decimal(meanScore)}, observed ${percent(observed.value ?? 0)} (${intervalText(observed, percent)}), n ${formatNumber(rows)}`,
  );
  return `${groupName(group)}, n ${formatNumber(n)}: ${tenths.join('; ')}`;
}

/** One square from 0 to 1 both ways; where scores mean what they say the dots lie on the dashed line. */
function panelMarks({ group, n, calibration }: GroupScoreResult, [x, y]: Point, least: number): Mark[] {
  const at = (across: number, up: number): Point => [x + size * across, y + size * (1 - up)];
  const words = (text: string, place: Point, anchor: 'start' | 'middle' | 'end'): Mark => ({
    ...{ shape: 'words', text, at: place, anchor, size: letters.small },
  });
  return [
    words(`${shortName(groupName(group), 105)}, n ${formatNumber(n)}`, [x, y - 5], 'start'),
    { shape: 'box', at: [x, y], width: size, height: size, isHollow: true, strength: 0.4 },
    { shape: 'line', from: at(0, 0), to: at(1, 1), weight: 0.75, isDashed: true, strength: 0.6 },
    ...calibration.flatMap((tenth) => tenthMarks(tenth, at, least)),
    words('0', [x, y + size + 10], 'middle'),
    words('score', [x + size / 2, y + size + 10], 'middle'),
    words('1', [x + size, y + size + 10], 'middle'),
    words('100 %', [x - 3, y + 4], 'end'),
    words('0', [x - 3, y + size], 'end'),
  ];
}

function tenthMarks(
  { meanScore, observed, n }: CalibrationTenth,
  at: (across: number, up: number) => Point,
  least: number,
): Mark[] {
  if (observed.status !== 'ok') return [];
  const { interval } = observed;
  const isSmall = n < least;
  return [
    ...(interval
      ? [
          {
            ...{ shape: 'line' as const, weight: 1, isDashed: isSmall },
            ...{ from: at(meanScore, interval.lower), to: at(meanScore, interval.upper) },
          },
        ]
      : []),
    { shape: 'dot', at: at(meanScore, observed.value), radius: 2.2, isHollow: isSmall },
  ];
}
